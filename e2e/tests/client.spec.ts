import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstTraining } from '../../clients/typescript/examples/first-training.ts';
import { AddressError, ProblemError } from '../../clients/typescript/src/index.ts';
import { Between } from '../support/between.ts';
import { PEOPLE, signIn } from '../support/signin.ts';
import { Software } from '../support/software.ts';
import { expect, testAlone as test } from '../support/test.ts';

// The client library for TypeScript does its work against the running server.
const SCOPES = ['scope-register-read', 'scope-employee-write', 'scope-right-write', 'scope-training-write', 'scope-file-write'];
const REPOSITORY = join(import.meta.dirname, '../..');

test.use({ language: 'nl' });
test.setTimeout(180_000);

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

test('the client library', async ({ page, t, baseURL }) => {
  const server = baseURL ?? '';
  const software = new Software(server);
  await signIn(page, PEOPLE.accessManager);
  const clientId = await software.letIn(page, t, SCOPES);
  const client = software.client(clientId, { language: 'nl' });
  const [first] = await client.employers();
  const number = first?.enterpriseNumber ?? '';
  const employer = client.employer(number);
  const people = await all(employer.employees({ pageSize: 7 }));
  const [one, two] = people.map((person) => person.employeeId) as [string, string];
  const training = (title: string, employeeId = one) => ({
    title,
    startDate: '2026-03-02',
    minutes: 240,
    participants: [{ employeeId }],
  });

  await test.step('keys in every form', async () => {
    for (const key of [software.keys.pkcs8, software.keys.jwk]) {
      expect(await software.client(clientId, { key }).employers()).toHaveLength(1);
    }
    const wrong = software.client(clientId, { key: software.publicKey });
    await expect(wrong.employers()).rejects.toThrow('no private key on P-256');
  });

  await test.step('lists over their pages', async () => {
    expect(people.length).toBeGreaterThan(14);
    expect(new Set(people.map((person) => person.employeeId)).size).toBe(people.length);
    const whole = await all(employer.employees({ pageSize: 200 }));
    expect(whole.map((person) => person.employeeId)).toEqual(people.map((person) => person.employeeId));
  });

  await test.step('a life of a training', async () => {
    const planned = training('Planbaar');
    const participants = [{ employeeId: one, status: 'planned' as const }];
    const { trainingId } = await employer.registerTraining({ ...planned, participants });
    const before = await employer.training(trainingId);
    await employer.completeTraining(trainingId, before.etag);
    const late = employer.withdrawTraining(trainingId, before.etag, { reason: 'Dubbel' });
    await expect(late).rejects.toMatchObject({ name: 'ProblemError', status: 412 });
    const { etag } = await employer.training(trainingId);
    const { participants: _, ...details } = training('Verbeterd');
    await employer.correctTraining(trainingId, etag, details);
    const corrected = await employer.training(trainingId);
    expect(corrected.value.title).toBe('Verbeterd');
    expect(corrected.value.participants[0]?.status).toBe('completed');
    await employer.withdrawTraining(trainingId, corrected.etag, { reason: 'Dubbel' });
    expect((await employer.training(trainingId)).value.withdrawn).toBe(true);
  });

  await test.step('rights', async () => {
    const decision = { employees: [{ employeeId: one }], year: 2026, kind: 'statutory' as const };
    await employer.setRights({ ...decision, minutes: 2000, reason: 'Ondernemings-cao' });
    const [year] = (await employer.account(one, 2026)).years;
    expect(year?.rights.find((right) => right.kind === 'statutory')?.bookedMinutes).toBe(2000);
    await employer.calculateRights(decision);
  });

  await test.step('one token for many calls, and none for others', async () => {
    const between = await Between.of(server);
    const many = software.client(clientId, { fetch: between.fetch });
    await Promise.all(Array.from({ length: 12 }, () => many.employers()));
    expect(between.asked.filter(({ line }) => line.includes('/oauth2/token'))).toHaveLength(1);
    await between.close();
    for (const address of ['https://elsewhere.test/fla/v1/employers', '/../../oauth2/token']) {
      await expect(client.request(address)).rejects.toBeInstanceOf(AddressError);
    }
  });

  await test.step('lost answers and limits', async () => {
    const between = await Between.of(server);
    const unlucky = software.client(clientId, { fetch: between.fetch }).employer(number);
    await unlucky.details();
    between.cut = 2;
    const { trainingId } = await unlucky.registerTraining(training('Verloren antwoord'));
    expect(between.cut).toBe(0);
    const posted = between.asked.filter(({ line }) => line.startsWith('POST /fla/v1'));
    expect(posted).toHaveLength(3);
    const there = await all(employer.trainings({ q: 'Verloren antwoord' }));
    expect(there.map((line) => line.trainingId)).toEqual([trainingId]);

    between.refuse = 1;
    await unlucky.details();
    const [refused, answered] = between.asked.slice(-2);
    expect((answered?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(950);
    between.refuse = 1;
    const once = software.client(clientId, { fetch: between.fetch, attempts: 1 });
    await expect(once.employers()).rejects.toMatchObject({ status: 429 });
    between.cut = 1;
    await expect(once.employers()).rejects.toMatchObject({ name: 'ConnectionError' });
    await between.close();
  });

  await test.step('a batch from sending to its outcome', async () => {
    const items = Array.from({ length: 40 }, (_, n) => ({
      reference: `LMS-${n}`,
      newTraining: training(`Reeks ${n}`, n % 2 ? one : two),
    }));
    const stranger = '2f08341b-d75b-45d3-8dd2-14fdfba51a0e';
    const withdrawn = { trainingWithdrawal: { trainingId: stranger, version: 1, reason: 'Dubbel' } };
    const { batchId } = await employer.under('reeks').sendBatch([...items, withdrawn]);
    expect((await employer.under('reeks').sendBatch([...items, withdrawn])).batchId).toBe(batchId);
    const outcome = await all(employer.outcomeOf(batchId));
    expect(outcome.map((item) => item.state)).toEqual([...items.map(() => 'done'), 'refused']);
    expect(outcome.at(-1)?.issues?.[0]?.anomalyCode).toBe('VERSION-022');
    const [found] = await all(employer.trainings({ reference: 'LMS-7' }));
    expect(found?.trainingId).toBe(outcome[7]?.trainingId);
    const tried = await employer.tryBatch([{ newTraining: training('Proef') }]);
    expect((await all(employer.outcomeOf(tried.batchId)))[0]?.state).toBe('valid');
    expect(await all(employer.trainings({ q: 'Proef' }))).toEqual([]);
  });

  await test.step('a batch file from sending to its outcome', async () => {
    const example = join(REPOSITORY, 'crates/formats/schemas/FlaDeclaration_20264_employee_add.xml');
    // The first form is about this employer now, the second about nobody who gave a mandate.
    const file = readFileSync(example, 'utf8').replace('0100000070', number);
    const { batchFileId } = await employer.sendFile('one.xml', file, 'simulation');
    const { batchFile, forms } = await employer.outcomeOfFile(batchFileId);
    expect(batchFile).toMatchObject({ state: 'done', forms: 2, language: 'nl', environment: 'simulation' });
    const [, second] = await all(forms);
    expect(second?.state).toBe('refused');
    expect(second?.anomalies?.[0]).toMatchObject({ anomalyCode: 'MANDATE-022', class: 'blocking' });
    const again = await employer.sendFile('two.xml', file, 'simulation');
    const whole = await employer.outcomeOfFile(again.batchFileId);
    expect(whole.batchFile.anomalies?.[0]?.anomalyCode).toBe('FILE-006');
    expect((await all(employer.batchFiles())).map((sent) => sent.name)).toEqual(['two.xml', 'one.xml']);
    const signed = await employer.sendFile('signed.xml', `${file}\n`, 'simulation', 'AAAA');
    const unsound = await employer.outcomeOfFile(signed.batchFileId);
    expect(unsound.batchFile.anomalies?.[0]?.anomalyCode).toBe('SIGNATURE-003');
    const inPieces = software.client(clientId, { pieceBytes: 700 }).employer(number);
    const large = await inPieces.outcomeOfFile((await inPieces.sendFile('large.xml', file, 'test')).batchFileId);
    expect(large.batchFile).toMatchObject({ name: 'large.xml', environment: 'test', size: new Blob([file]).size });
  });

  await test.step('what the register holds comes out as a batch file that changes nothing', async () => {
    const exported = await employer.export();
    expect(exported).toContain('<FlaDeclaration');
    const { batchFileId } = await employer.sendFile('back.xml', exported);
    const { batchFile, forms } = await employer.outcomeOfFile(batchFileId);
    expect(batchFile.state).toBe('done');
    expect((await all(forms)).filter((form) => form.state === 'refused')).toEqual([]);
  });

  await test.step('what is refused', async () => {
    const wrong = { ...training('Fout'), participants: [{ ssin: '12345678901' }] };
    const refused = (language: 'nl' | 'de') =>
      software
        .client(clientId, { language })
        .employer(number)
        .registerTraining(wrong)
        .then(() => undefined, (fault: unknown) => fault);
    const dutch = await refused('nl');
    if (!(dutch instanceof ProblemError)) throw dutch;
    const [issue] = dutch.issues;
    expect(issue).toMatchObject({ in: 'body', name: 'participants[0].ssin', code: 'SSIN-004' });
    expect(issue?.message).toContain('laatste twee cijfers');
    expect(issue?.mend).toBeTruthy();
    expect(String(dutch)).not.toContain('12345678901');
    const german = await refused('de');
    expect(german instanceof ProblemError && german.issues[0]?.mend).not.toBe(issue?.mend);
  });

  await test.step('the example of the documentation', async () => {
    const id = await firstTraining(server, clientId, software.keys.sec1);
    expect((await employer.training(id)).value.title).toBe('Heftruck');
    const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
    const lines = (text: string | undefined) => text?.split('\n').map((line) => line.trim()).join('\n').trim();
    const example = /\/\/ begin\n(.*)\/\/ end/s.exec(read('clients/typescript/examples/first-training.ts'))?.[1];
    const documented = /```ts\n(.*?)```/s.exec(read('docs/api.md'))?.[1];
    expect(example).toBeTruthy();
    expect(lines(documented)).toBe(lines(example));
  });
});
