/** An issuer with two people and two clients, and the way of the first one through it. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Browser } from '#demo/browser.ts';
import { createIssuer, type Issuer } from '#local/issuer/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const PEOPLE = [
  {
    id: 'hanako',
    name: '見本 花子',
    description: 'A subscriber <made up>',
    claims: { account: 'account-1', person: 'person-1' },
    scopes: ['wipes'],
  },
  {
    id: 'clerk',
    name: '見本 店員',
    description: 'A clerk',
    claims: { role: 'clerk', shop: 'shop-1' },
    ways: ['password'],
  },
] as const;
const CALLBACK = 'http://127.0.0.1:49152/callback';
/** Where the page of the client is. */
export const PAGE_ORIGIN = 'http://127.0.0.1:49152';
/** Where it may be gone back to after signing out. */
export const AFTER = `${PAGE_ORIGIN}/`;

const tokens = z.looseObject({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
});

export const verifier = () => randomBytes(32).toString('base64url');

export function issuerWorld() {
  let folder: ReturnType<typeof temporaryFolder>;
  let cloud: SmallCloud;
  let issuer: Issuer;

  const url = () => issuer.issuerUrl();

  async function startCloud(port = 0) {
    cloud = await smallCloud(folder.path, () => []);
    issuer = await createIssuer(cloud.context, {
      port,
      people: PEOPLE,
      clients: [
        {
          id: 'portal',
          redirectUris: ['http://127.0.0.1/callback'],
          postLogoutRedirectUris: ['http://127.0.0.1/'],
          scopes: ['openid', 'profile', 'wipes', 'shops'],
        },
        {
          id: 'console',
          redirectUris: ['http://127.0.0.1/callback'],
          scopes: ['openid', 'operations'],
        },
      ],
      audience: 'wipe-api',
    });
  }

  async function stopCloud() {
    await issuer.stop?.();
    await cloud.stop();
  }

  function authorizeUrl(codeVerifier: string, parameters: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: 'portal',
      response_type: 'code',
      scope: 'openid profile wipes shops',
      redirect_uri: CALLBACK,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
      state: 'the-state',
      ...parameters,
    });
    return `${url()}/auth?${query}`;
  }

  /** What a page sends to an endpoint, and the answer with its JSON where there is any. */
  async function post(path: string, parameters: Record<string, string>) {
    const answer = await fetch(`${url()}${path}`, {
      method: 'POST',
      headers: { origin: PAGE_ORIGIN },
      body: new URLSearchParams({ client_id: 'portal', ...parameters }),
    });
    const text = await answer.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return { answer, body };
  }

  const redeem = (
    callback: string,
    codeVerifier: string,
    parameters: Record<string, string> = {},
  ) =>
    post('/token', {
      grant_type: 'authorization_code',
      redirect_uri: CALLBACK,
      code: new URL(callback).searchParams.get('code') ?? '',
      code_verifier: codeVerifier,
      ...parameters,
    });

  async function signIn(
    form: Record<string, string>,
    parameters: Record<string, string> = {},
    browser = new Browser(),
  ) {
    const codeVerifier = verifier();
    const page = await browser.follow(authorizeUrl(codeVerifier, parameters), url());
    const back = page.url.includes('/interaction/')
      ? await browser.follow(page.url, url(), form)
      : page;
    const { client_id = 'portal' } = parameters;
    const { body } = await redeem(back.url, codeVerifier, { client_id });
    return tokens.parse(body);
  }

  return {
    async start() {
      folder = temporaryFolder();
      await startCloud();
    },
    async stop() {
      await stopCloud();
      folder.remove();
    },
    /** On the same port and folder. */
    async restart() {
      const { port } = new URL(url());
      await stopCloud();
      await startCloud(Number(port));
    },
    clock: () => cloud.clock,
    url,
    authorizeUrl,
    post,
    redeem,
    signIn,
    /** @throws ZodError where it was refused. */
    refreshed: async (token: string) => tokens.parse((await refresh(token)).body),
    refresh,
  };

  function refresh(token: string) {
    return post('/token', { grant_type: 'refresh_token', refresh_token: token });
  }
}
