/** A private key on P-256: in PEM as `openssl` writes it, as JWK, or one that cannot be taken out. */
export type PrivateKey = string | JsonWebKey | CryptoKey;

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** What comes before a bare EC key in PKCS#8: version 0, and id-ecPublicKey on prime256v1. */
const BEFORE_EC_KEY = [
  0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
  0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
];

export async function importKey(key: PrivateKey): Promise<CryptoKey> {
  if (key instanceof CryptoKey) return key;
  try {
    return typeof key === 'string'
      ? await crypto.subtle.importKey('pkcs8', pkcs8(key), P256, false, ['sign'])
      : await crypto.subtle.importKey('jwk', key, P256, false, ['sign']);
  } catch {
    // Without what the engine says: it may repeat the key.
    throw new TypeError('no private key on P-256, in PEM or as JWK');
  }
}

/** A signed JWT with these claims. */
export async function jwt(key: CryptoKey, claims: object): Promise<string> {
  const text = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));
  const signed = `${text({ alg: 'ES256' })}.${text(claims)}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

function pkcs8(pem: string): Uint8Array<ArrayBuffer> {
  // openssl may write the parameters of the curve before the key.
  const [, kind, text] = /-----BEGIN (EC )?PRIVATE KEY-----([^-]+)-----END/.exec(pem) ?? [];
  const key = Array.from(atob((text ?? '').replace(/\s/g, '')), (char) => char.charCodeAt(0));
  return Uint8Array.from(kind ? der(0x30, [...BEFORE_EC_KEY, ...der(0x04, key)]) : key);
}

/** A DER value of less than 256 bytes. */
function der(tag: number, content: number[]): number[] {
  return content.length < 128 ? [tag, content.length, ...content] : [tag, 0x81, content.length, ...content];
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
