/** Signs a sample person in as the pages do: OpenID Connect code flow with PKCE (RFC 7636), no shortcut. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type Site, scopesOfSite } from '#functions/contract/roles.ts';
import type { SignInWay } from '#local/issuer/ways.ts';
import { Browser } from './browser.ts';
import { PEOPLE } from './people.ts';
import { LOOPBACK_REDIRECT } from './system.ts';

const Tokens = z.looseObject({ access_token: z.string(), id_token: z.string() });

export interface SignInChoice {
  /** With a second factor where they have one, unless told otherwise. */
  readonly way?: SignInWay;
  /** As whose client: of operations the console's, of anybody else the portal's, unless told otherwise. */
  readonly site?: Site;
  /** What the client asks the issuer for besides: `prompt`, `max_age`, `acr_values`. */
  readonly asking?: Readonly<Record<string, string>>;
  /** One that is signed in already. */
  readonly browser?: Browser;
}

/** An access token of the person: the id of a sample person, or of one whom a file has added. @throws Error where the issuer sends none. */
export async function signIn(
  issuer: string,
  person: string,
  choice: SignInChoice = {},
): Promise<string> {
  return (await tokensOf(issuer, person, choice)).access_token;
}

/** The same with the ID token beside it, which is for the client alone. */
export async function tokensOf(
  issuer: string,
  person: string,
  {
    way = usualWayOf(person),
    site = usualSiteOf(person),
    asking = { prompt: 'login' },
    browser = new Browser(),
  }: SignInChoice = {},
): Promise<z.infer<typeof Tokens>> {
  const verifier = randomBytes(32).toString('base64url');
  const page = await browser.follow(authorizeUrl(issuer, { site, verifier, asking }), issuer);
  const { url } = page.url.startsWith(`${issuer}/interaction/`)
    ? await browser.follow(page.url, issuer, { person, way })
    : page;
  const code = new URL(url).searchParams.get('code');
  if (code === null) throw new Error(`the issuer sent no code for ${person}`);
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: site,
      redirect_uri: LOOPBACK_REDIRECT,
      code,
      code_verifier: verifier,
    }),
  });
  return Tokens.parse(await answer.json());
}

function usualWayOf(person: string): SignInWay {
  const known = PEOPLE.find(({ id }) => id === person);
  return known && 'ways' in known ? known.ways[0] : 'second-factor';
}

/** Somebody whom a file has added is taken for one of the portal's people. */
function usualSiteOf(person: string): Site {
  const known = PEOPLE.find(({ id }) => id === person);
  return known?.claims.role === 'ops' ? 'console' : 'portal';
}

function authorizeUrl(
  issuer: string,
  {
    site,
    verifier,
    asking,
  }: { site: Site; verifier: string; asking: Readonly<Record<string, string>> },
): string {
  const query = new URLSearchParams({
    client_id: site,
    response_type: 'code',
    scope: scopesOfSite(site).join(' '),
    redirect_uri: LOOPBACK_REDIRECT,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomBytes(16).toString('base64url'),
    ...asking,
  });
  return `${issuer}/auth?${query}`;
}
