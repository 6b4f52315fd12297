/** Signs a sample person in as the portal does: OpenID Connect code flow with PKCE (RFC 7636), no shortcut. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { SCOPE } from '#functions/contract/routes.ts';
import { Browser } from './browser.ts';
import type { PersonId } from './people.ts';
import { CLIENT_ID, LOOPBACK_REDIRECT } from './system.ts';

const Tokens = z.looseObject({ access_token: z.string() });

/** An access token of the person, with two factors unless told otherwise. */
export async function signIn(
  issuer: string,
  person: PersonId,
  { secondFactor = true }: { secondFactor?: boolean } = {},
): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const browser = new Browser();
  const page = await browser.follow(authorizeUrl(issuer, verifier), issuer);
  const form = { person, ...(secondFactor && { 'second-factor': 'on' }) };
  const { url } = await browser.follow(page.url, issuer, form);
  const code = new URL(url).searchParams.get('code');
  if (code === null) throw new Error(`the issuer sent no code for ${person}`);
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      redirect_uri: LOOPBACK_REDIRECT,
      code,
      code_verifier: verifier,
    }),
  });
  return Tokens.parse(await answer.json()).access_token;
}

function authorizeUrl(issuer: string, verifier: string): string {
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    scope: `openid ${SCOPE}`,
    redirect_uri: LOOPBACK_REDIRECT,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomBytes(16).toString('base64url'),
    prompt: 'login',
  });
  return `${issuer}/auth?${query}`;
}
