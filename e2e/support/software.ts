import { type KeyObject, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Software of an organisation: a key of its own, tokens, and calls of the REST API. */
export class Software {
  readonly publicKey: string;
  private readonly key: KeyObject;
  private token = '';

  constructor(private readonly base: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = pair.privateKey;
    this.publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  /** Asks for a token; answers with the status. */
  async signIn(client: string): Promise<number> {
    const address = `${this.base}/oauth2/token`;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: client, sub: client, aud: address, jti: randomUUID(), iat: now, exp: now + 60 };
    const signed = `${encode({ alg: 'ES256' })}.${encode(claims)}`;
    const proof = sign('sha256', Buffer.from(signed), { key: this.key, dsaEncoding: 'ieee-p1363' });
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: ASSERTION,
        client_assertion: `${signed}.${proof.toString('base64url')}`,
      }),
    });
    const body = (await answer.json()) as { access_token?: string };
    this.token = body.access_token ?? '';
    return answer.status;
  }

  /** Calls the API at a path or at an address that it gave. */
  async call(path: string, body?: unknown, key?: string): Promise<{ status: number; body: any }> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}` };
    if (body) headers['content-type'] = 'application/json';
    if (key) headers['idempotency-key'] = key;
    const address = path.startsWith('http') ? path : `${this.base}/fla/v1${path}`;
    const answer = await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: await answer.json() };
  }
}
