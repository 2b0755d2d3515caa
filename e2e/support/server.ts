import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BINARY = resolve(process.env['FLA_BIN'] ?? join(import.meta.dirname, '../../target/debug/fla'));
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;

/** A demo server of its own: data directory, port and process go when it is stopped. */
export class Server {
  private readonly output: string[] = [];

  private constructor(
    readonly url: string,
    readonly data: string,
    private readonly process: ChildProcess,
  ) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.output.push(text));
    }
  }

  /** Starts on `data` or, without it, on a copy of the demo data of the global setup. */
  static async start(data?: string): Promise<Server> {
    const directory = data ?? scratch();
    const template = process.env['FLA_E2E_DEMO_DATA'];
    if (data === undefined && template) cpSync(template, directory, { recursive: true });
    return Server.run('demo', directory);
  }

  /** Starts a sandbox of its own. */
  static async sandbox(): Promise<Server> {
    return Server.run('sandbox', scratch());
  }

  private static async run(command: string, directory: string): Promise<Server> {
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(BINARY, [command], {
      env: { ...process.env, FLA_LISTEN: address, FLA_DATA: directory, FLA_WEBHOOKS: 'on', FLA_WEBHOOKS_ALLOW: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new Server(`http://${address}`, directory, child);
    try {
      await server.ready();
    } catch (fault) {
      await server.stop();
      throw fault;
    }
    return server;
  }

  /** What the server has printed so far. */
  get log(): string {
    return this.output.join('');
  }

  /** Lets it finish what it is doing. The data directory stays: see `remove`. */
  async stop(): Promise<void> {
    const { process } = this;
    if (process.exitCode !== null || process.signalCode !== null) return;
    const gone = new Promise<void>((done) => process.once('exit', () => done()));
    process.kill('SIGTERM');
    const late = setTimeout(() => process.kill('SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(late);
    if (process.signalCode === 'SIGKILL') {
      throw new Error(`the server did not stop within ${STOP_LIMIT_MS} ms of SIGTERM\n${this.log}`);
    }
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    try {
      await this.stop();
    } finally {
      rmSync(this.data, { recursive: true, force: true });
    }
  }

  private async ready(): Promise<void> {
    const limit = Date.now() + START_LIMIT_MS;
    while (Date.now() < limit) {
      if (this.process.exitCode !== null) {
        throw new Error(`${BINARY} ended with ${this.process.exitCode}\n${this.log}`);
      }
      const answer = await fetch(this.url, { redirect: 'manual' }).catch(() => undefined);
      if (answer && answer.status < 500) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`no answer from ${this.url} within ${START_LIMIT_MS} ms\n${this.log}`);
  }
}

/** An empty directory for a server's data. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'fla-e2e-'));
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? found(address.port)
          : failed(new Error('no free port')),
      );
    });
  });
}
