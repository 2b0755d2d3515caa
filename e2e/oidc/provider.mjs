// A certified OpenID provider on a random port, for crates/web/tests/web/oidc_provider.rs,
// crates/api/tests/api/outside/provider.rs and e2e/instances.
//
// It behaves like the federal authentication service where the register can notice: the SSIN is
// the claim egovNRN, userinfo is a signed token, the level of assurance is a URN in acr. There is
// nobody to click, so whoever comes is signed in at once as one invented person, or as one of OTHERS (claims by
// subject, in JSON) where the address of the interaction says `?as=SUBJECT`.
//
// Environment: REDIRECT_URI, POST_LOGOUT_REDIRECT_URI and BACKCHANNEL_LOGOUT_URI of the register, CLIENT_JWK the public
// key of its private_key_jwt client, if it has one, ACR the level to claim. With API, the audience of an API, it also issues
// access tokens for that (RFC 9068): to its clients rs, ps and es about themselves, and to all about the
// person who signed in. On standard output: one line of JSON
// with the issuer. It ends when standard input closes, so it never outlives its test.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { REDIRECT_URI, POST_LOGOUT_REDIRECT_URI, BACKCHANNEL_LOGOUT_URI, CLIENT_JWK, ACR, API } = process.env;
const LEVELS = ['Level300', 'Level400', 'Level450', 'Level500'].map(
  (level) => `urn:be:fedict:iam:fas:${level}`,
);

// Born in 1900 with a counter above 900: a number that checks and belongs to nobody.
const PERSON = {
  sub: 'person-1',
  egovNRN: '00010190146',
  givenName: 'Ada',
  surname: 'Peeters',
  prefLanguage: 'de',
};

const PEOPLE = { [PERSON.sub]: PERSON, ...JSON.parse(process.env.OTHERS ?? '{}') };

function jwk(kid, alg, type, options) {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
}

function client(id, alg, rest) {
  return {
    client_id: id,
    redirect_uris: [REDIRECT_URI],
    post_logout_redirect_uris: [POST_LOGOUT_REDIRECT_URI],
    backchannel_logout_uri: BACKCHANNEL_LOGOUT_URI,
    backchannel_logout_session_required: true,
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: alg,
    userinfo_signed_response_alg: alg,
    ...rest,
  };
}

function withKey(key) {
  return client('key', 'ES256', {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [key] },
  });
}

const SCOPES = ['register:read', 'history:read', 'mandate:read', 'employee:write', 'right:write',
  'training:write', 'report:write', 'question:write'].map((action) => `scope:fla:${action}`).join(' ');

// Software that comes by itself, one for each algorithm with which tokens are signed.
function machine(alg) {
  return {
    client_id: alg.slice(0, 2).toLowerCase(),
    client_secret: 'a secret: with % odd + characters',
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    id_token_signed_response_alg: alg,
  };
}

const tokensForApi = {
  clientCredentials: { enabled: true },
  resourceIndicators: {
    enabled: true,
    useGrantedResource: () => true,
    getResourceServerInfo(_ctx, resource, { idTokenSignedResponseAlg: alg }) {
      return {
        scope: SCOPES,
        audience: resource,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 300,
        jwt: { sign: { alg } },
      };
    },
  },
};

const secret = { client_secret: 'a secret: with % odd + characters' };
const configuration = {
  clients: [
    client('basic', 'RS256', { ...secret, token_endpoint_auth_method: 'client_secret_basic' }),
    client('post', 'PS256', { ...secret, token_endpoint_auth_method: 'client_secret_post' }),
    client('public', 'EdDSA', { token_endpoint_auth_method: 'none' }),
    ...(CLIENT_JWK ? [withKey(JSON.parse(CLIENT_JWK))] : []),
    ...(API ? ['RS256', 'PS256', 'ES256'].map(machine) : []),
  ],
  jwks: {
    keys: [
      jwk('rs', 'RS256', 'rsa', { modulusLength: 2048 }),
      jwk('ps', 'PS256', 'rsa', { modulusLength: 2048 }),
      jwk('es', 'ES256', 'ec', { namedCurve: 'P-256' }),
      jwk('ed', 'EdDSA', 'ed25519'),
    ],
  },
  enabledJWA: {
    idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    userinfoSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  },
  acrValues: LEVELS,
  claims: {
    openid: ['sub'],
    profile: ['givenName', 'surname', 'prefLanguage'],
    egovnrn: ['egovNRN'],
    acr: null,
    amr: null,
    auth_time: null,
    sid: null,
  },
  scopes: ['openid', 'profile', 'egovnrn'],
  cookies: { keys: ['only for tests'] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    jwtUserinfo: { enabled: true },
    ...(API ? tokensForApi : {}),
    rpInitiatedLogout: {
      logoutSource(ctx, form) {
        ctx.body = `<!doctype html><title>Sign out</title>${form}`;
      },
    },
  },
  // Its dispatcher refuses loopback addresses, and the register of the test is at one.
  fetch: (url, { dispatcher: _, ...options }) => fetch(url, options),
  pkce: { required: () => true },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  async findAccount(_ctx, sub) {
    return { accountId: sub, claims: async () => ({ ...PEOPLE[sub], sub }) };
  },
  extraTokenClaims(_ctx, token) {
    const { egovNRN, givenName, surname } = PERSON;
    return token.accountId ? { egovNRN, givenName, surname, acr: ACR ?? LEVELS[2] } : undefined;
  },
  async loadExistingGrant(ctx) {
    const { client: known, session, provider } = ctx.oidc;
    const grant = new provider.Grant({ clientId: known.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid profile egovnrn');
    if (API) {
      grant.addResourceScope(API, SCOPES);
    }
    await grant.save();
    return grant;
  },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) {
      answer(request, response);
      return;
    }
    const subject = new URL(request.url, issuer).searchParams.get('as') ?? PERSON.sub;
    const login = { accountId: subject, acr: ACR ?? LEVELS[2], amr: ['eid'] };
    provider.interactionFinished(request, response, { login }).catch((fault) => {
      response.writeHead(500).end(String(fault));
    });
  });
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
