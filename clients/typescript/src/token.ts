import { TokenError } from './errors.ts';
import { type PrivateKey, importKey, jwt } from './key.ts';
import { json, send } from './send.ts';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** How long an assertion serves; the register takes at most 300 seconds. */
const ASSERTION_SECONDS = 60;
/** How long before its end a token is renewed. */
const BEFORE_END_MS = 60_000;

interface Held {
  token: string;
  /** From when on it is renewed, on the clock of `performance`, which nobody sets. */
  renew: number;
}

/** Tokens: asked for with a signed assertion (RFC 7523), kept, and renewed once for all who wait. */
export class Tokens {
  readonly #key: Promise<CryptoKey>;
  #held: Promise<Held> | undefined;

  constructor(
    private readonly address: string,
    private readonly clientId: string,
    key: PrivateKey,
    private readonly scope: string | undefined,
    private readonly attempts: number,
    private readonly using: typeof fetch,
  ) {
    this.#key = importKey(key);
    // Told to whoever asks for a token.
    this.#key.catch(() => undefined);
  }

  /** A token that is good for a while. */
  async token(): Promise<string> {
    const held = this.#held;
    const { token, renew } = await (held ?? this.#renew());
    if (performance.now() < renew) return token;
    // Who comes first renews; the others find that it is being done.
    if (this.#held === held) this.#held = undefined;
    return (await (this.#held ?? this.#renew())).token;
  }

  /** Forgets a token that was refused, unless another was asked for meanwhile. */
  async forget(token: string): Promise<void> {
    const held = this.#held;
    if (held && (await held).token === token && this.#held === held) this.#held = undefined;
  }

  #renew(): Promise<Held> {
    const asked = this.#ask();
    this.#held = asked;
    asked.catch(() => {
      if (this.#held === asked) this.#held = undefined;
    });
    return asked;
  }

  async #ask(): Promise<Held> {
    const asked = performance.now();
    const key = await this.#key;
    const { response, text } = await send(this.attempts, this.using, async () => {
      // Each time another assertion: one serves once.
      const now = Math.floor(Date.now() / 1000);
      const assertion = await jwt(key, {
        iss: this.clientId,
        sub: this.clientId,
        aud: this.address,
        jti: crypto.randomUUID(),
        iat: now,
        exp: now + ASSERTION_SECONDS,
      });
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: ASSERTION,
        client_assertion: assertion,
      });
      if (this.scope) form.set('scope', this.scope);
      return [this.address, { method: 'POST', body: form, redirect: 'error' }];
    });
    const body = (json(text) ?? {}) as Record<string, string | number | undefined>;
    if (!response.ok || typeof body['access_token'] !== 'string') {
      throw new TokenError(response.status, String(body['error']), String(body['error_description']));
    }
    const lasts = Number(body['expires_in']) * 1000 || 0;
    return { token: body['access_token'], renew: asked + lasts - Math.min(BEFORE_END_MS, lasts / 2) };
  }
}
