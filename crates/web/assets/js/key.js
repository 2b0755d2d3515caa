// The key of a sandbox: made and kept in this browser, and what is signed with it.

const PLACE = "fla-sandbox";
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** What is kept: the private key as JWK, and once it was given the client id and token address. */
export function heldKey() {
  try {
    return JSON.parse(localStorage.getItem(PLACE));
  } catch {
    return null;
  }
}

export function keep(held) {
  localStorage.setItem(PLACE, JSON.stringify(held));
}

/** A new pair, both halves as JWK. */
export async function makeKey() {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const bare = async (key, names) => {
    const jwk = await crypto.subtle.exportKey("jwk", key);
    return Object.fromEntries(names.map((name) => [name, jwk[name]]));
  };
  return {
    private: await bare(pair.privateKey, ["kty", "crv", "x", "y", "d"]),
    public: await bare(pair.publicKey, ["kty", "crv", "x", "y"]),
  };
}

/** A key in PEM: PKCS#8 where it is a private one, SPKI where not. */
export async function pem(jwk) {
  const secret = "d" in jwk;
  const key = await crypto.subtle.importKey("jwk", jwk, CURVE, true, [secret ? "sign" : "verify"]);
  const bytes = new Uint8Array(await crypto.subtle.exportKey(secret ? "pkcs8" : "spki", key));
  const lines = btoa(String.fromCharCode(...bytes)).match(/.{1,64}/g).join("\n");
  const name = secret ? "PRIVATE KEY" : "PUBLIC KEY";
  return `-----BEGIN ${name}-----\n${lines}\n-----END ${name}-----\n`;
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** A token, by an assertion that is signed here (RFC 7523). */
export async function fetchToken({ jwk, client, token }) {
  const encode = (value) => base64url(new TextEncoder().encode(JSON.stringify(value)));
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: client, sub: client, aud: token, jti: crypto.randomUUID(), iat: now, exp: now + 60 };
  const signed = `${encode({ alg: "ES256" })}.${encode(claims)}`;
  const key = await crypto.subtle.importKey("jwk", jwk, CURVE, false, ["sign"]);
  const hash = { name: "ECDSA", hash: "SHA-256" };
  const proof = await crypto.subtle.sign(hash, key, new TextEncoder().encode(signed));
  const answer = await fetch(new URL(token).pathname, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: `${signed}.${base64url(new Uint8Array(proof))}`,
    }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error_description ?? body.error);
  return body.access_token;
}
