import { createPublicKey, verify } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Message = { id: string; timestamp: string; signature: string; body: string };

/** What an Ed25519 key begins with in DER (RFC 8410), before its 32 bytes. */
const BEFORE = Buffer.from('302a300506032b6570032100', 'hex');

/** A receiver of webhooks on this machine. */
export class Receiver {
  readonly messages: Message[] = [];

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(): Promise<Receiver> {
    let receiver: Receiver | undefined;
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const header = (name: string) => String(request.headers[name] ?? '');
        receiver?.messages.push({
          id: header('webhook-id'),
          timestamp: header('webhook-timestamp'),
          signature: header('webhook-signature'),
          body: Buffer.concat(parts).toString('utf8'),
        });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    receiver = new Receiver(server, `http://127.0.0.1:${port}/fla`);
    return receiver;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  types(): string[] {
    return this.messages.map((one) => (JSON.parse(one.body) as { type: string }).type);
  }

  /** Whether every message is signed by this key, and was signed just now. */
  verified(publicKey: string): boolean {
    const raw = Buffer.from(publicKey.replace('whpk_', ''), 'base64');
    const key = createPublicKey({ key: Buffer.concat([BEFORE, raw]), format: 'der', type: 'spki' });
    return this.messages.every((one) => {
      const signed = Buffer.from(`${one.id}.${one.timestamp}.${one.body}`);
      const signature = Buffer.from(one.signature.replace('v1a,', ''), 'base64');
      const now = Math.abs(Date.now() / 1000 - Number(one.timestamp)) < 300;
      return now && verify(null, signed, key, signature);
    });
  }
}
