import { ConnectionError } from './errors.ts';

/** The longest that a call waits because the register asks it to. */
const LONGEST_WAIT_MS = 120_000;
/** How long an answer may take. */
const TIMEOUT_MS = 60_000;

/** An answer whose body has arrived. */
export interface Received {
  response: Response;
  text: string;
}

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Sends something until it is answered: again after lost connections, 429, 502, 503 and 504. */
export async function send(
  attempts: number,
  using: typeof fetch,
  request: () => Promise<[string, RequestInit]>,
): Promise<Received> {
  let pause = 250;
  for (let left = attempts - 1; ; left -= 1) {
    const [address, init] = await request();
    let told = 0;
    try {
      const response = await using(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      // 502 and 504 come from gateways: the call may have arrived or not, as when nothing came.
      if (left <= 0 || ![429, 502, 503, 504].includes(response.status)) return { response, text };
      told = Number(response.headers.get('retry-after')) * 1000 || 0;
      if (told > LONGEST_WAIT_MS) return { response, text };
    } catch (fault) {
      if (left <= 0) throw new ConnectionError(`no answer from ${new URL(address).origin}`, { cause: fault });
    }
    // Up to half more, so that clients which failed together do not come back together.
    await sleep(Math.max(told, pause * (1 + Math.random() / 2)));
    pause = Math.min(pause * 2, 10_000);
  }
}

/** What a text says as JSON; nothing where it is none. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
