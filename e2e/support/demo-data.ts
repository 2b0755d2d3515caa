import { rmSync } from 'node:fs';
import { Server, scratch } from './server.ts';

/** Makes the demo data once; each worker's server starts on a copy. */
export default async function makeDemoData(): Promise<() => void> {
  const data = scratch();
  const server = await Server.start(data);
  await server.stop();
  process.env['FLA_E2E_DEMO_DATA'] = data;
  return () => rmSync(data, { recursive: true, force: true });
}
