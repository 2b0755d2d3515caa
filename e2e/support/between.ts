import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

const TOO_MANY = 'HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n';

/** Stands between a client and the server: refuses calls, and cuts connections before the answer. */
export class Between {
  /** How many requests are still to be refused with 429, and how many answers to be dropped. */
  refuse = 0;
  cut = 0;
  /** The first line of each request, and when it came. */
  readonly asked: { line: string; at: number }[] = [];
  private readonly door: Server;
  private readonly open = new Set<Socket>();

  private constructor(private readonly server: URL) {
    this.door = createServer((caller) => this.carry(caller));
  }

  static async of(server: string): Promise<Between> {
    const between = new Between(new URL(server));
    await new Promise<void>((ready) => between.door.listen(0, '127.0.0.1', ready));
    return between;
  }

  /** Calls of the server come this way. */
  readonly fetch = (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { port } = this.door.address() as AddressInfo;
    return fetch(String(address).replace(this.server.origin, `http://127.0.0.1:${port}`), init);
  };

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((closed) => this.door.close(closed));
  }

  private carry(caller: Socket): void {
    const server = connect(Number(this.server.port), this.server.hostname);
    const both = [caller, server];
    const end = () => both.forEach((socket) => socket.destroy());
    for (const socket of both) {
      this.open.add(socket);
      socket.on('error', end).on('close', () => {
        this.open.delete(socket);
        end();
      });
    }
    caller.on('data', (bytes) => {
      const line = bytes.toString('latin1').split('\r\n')[0] ?? '';
      if (line.endsWith(' HTTP/1.1')) this.asked.push({ line, at: performance.now() });
      if (this.refuse === 0) return server.write(bytes);
      this.refuse -= 1;
      return caller.write(TOO_MANY);
    });
    server.on('data', (bytes) => {
      if (this.cut === 0) return caller.write(bytes);
      this.cut -= 1;
      return end();
    });
  }
}
