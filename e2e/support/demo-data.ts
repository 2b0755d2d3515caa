import { rmSync } from 'node:fs';
import { Server, scratch } from './server.ts';

/**
 * Makes the demo data once; each worker's server starts on a copy. Whoever sets
 * `FLA_E2E_DEMO_DATA` to a directory made by `fla demo` today spares the wait.
 */
export default async function makeDemoData(): Promise<() => void> {
  if (process.env['FLA_E2E_DEMO_DATA']) return () => {};
  const data = scratch();
  const server = await Server.start(data);
  await server.stop();
  process.env['FLA_E2E_DEMO_DATA'] = data;
  return () => rmSync(data, { recursive: true, force: true });
}
