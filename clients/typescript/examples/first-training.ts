// From nothing to the first training, for the first employee of the first employer.
import { Client } from '../src/index.ts';

/** Registers it; answers with its id. */
export async function firstTraining(installation: string, clientId: string, pem: string): Promise<string> {
  // begin
  const client = new Client({ installation, clientId, key: pem });
  const [first] = await client.employers();
  const employer = client.employer(first!.enterpriseNumber);
  const an = (await employer.employees().next()).value!;
  const done = await employer.under('order-4711').registerTraining({
    title: 'Heftruck',
    startDate: '2026-03-02',
    minutes: 240,
    participants: [{ employeeId: an.employeeId }],
  });
  // end
  return done.trainingId;
}
