/** A token issuer with real keys on loopback, whose answers the test can spoil. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface SmallIssuer {
  readonly url: string;
  /** Adds a key to the key set and answers its private half. */
  addKey(kid: string, algorithm?: string): Promise<CryptoKey>;
  removeKey(kid: string): void;
  /** Signs with the private half of a key; `header` and `claims` are taken as they are. */
  token(claims: object, header?: { alg?: string; kid?: string; typ?: string }): Promise<string>;
  /** How often the key set was asked for. */
  readonly asked: number;
  /** Replaces what is answered at a path. */
  spoil(path: string, answer: { status?: number; body?: string; delay?: number }): void;
  close(): Promise<void>;
}

const DISCOVERY = '/.well-known/openid-configuration';

/** Making RSA keys takes long: all issuers of one test file share them. */
const pairs = new Map<string, ReturnType<typeof generateKeyPair>>();
function pairFor(kid: string, algorithm: string) {
  const name = `${algorithm}/${kid}`;
  const pair = pairs.get(name) ?? generateKeyPair(algorithm, { extractable: true });
  pairs.set(name, pair);
  return pair;
}

export async function smallIssuer(): Promise<SmallIssuer> {
  const keys = new Map<string, { jwk: JWK; privateKey: CryptoKey }>();
  const spoilt = new Map<string, { status?: number; body?: string; delay?: number }>();
  const state = { asked: 0, url: '' };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/jwks') state.asked += 1;
    const bodies: Record<string, object> = {
      [DISCOVERY]: { issuer: state.url, jwks_uri: `${state.url}/jwks` },
      '/jwks': { keys: [...keys.values()].map(({ jwk }) => jwk) },
    };
    const { status = 200, body = JSON.stringify(bodies[path]), delay = 0 } = spoilt.get(path) ?? {};
    setTimeout(() => response.writeHead(status).end(body), delay);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  state.url = `http://127.0.0.1:${address.port}`;

  const issuer: SmallIssuer = {
    url: state.url,
    async addKey(kid, algorithm = 'RS256') {
      const { publicKey, privateKey } = await pairFor(kid, algorithm);
      keys.set(kid, { jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' }, privateKey });
      return privateKey;
    },
    removeKey: (kid) => {
      keys.delete(kid);
    },
    async token(claims, header = {}) {
      const { alg = 'RS256', kid = 'one' } = header;
      const key = keys.get(kid)?.privateKey;
      if (key === undefined) throw new Error(`no key ${kid}`);
      return await new SignJWT({ ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(key);
    },
    get asked() {
      return state.asked;
    },
    spoil: (path, answer) => {
      spoilt.set(path, answer);
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
  await issuer.addKey('one');
  return issuer;
}
