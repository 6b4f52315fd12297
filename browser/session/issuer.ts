/** The pages' side of OpenID Connect: code and PKCE (RFC 7636), by a public client. */
import * as oauth from 'oauth4webapi';
import { type Site, scopesOfSite } from '#functions/contract/roles.ts';
import { clockLack } from '../clock.ts';
import type { SignInConfig } from '../config.ts';
import { claimsOf } from './claims.ts';
import {
  type Attempt,
  type SignInPlace,
  SignInRefused,
  type Tokens,
  type Wish,
} from './sign-in-place.ts';

/** Milliseconds after which an answer of the issuer's is taken for lost. */
const PATIENCE = 20_000;

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/;

export class Issuer implements SignInPlace {
  readonly #config: SignInConfig;
  readonly #callbackUrl: string;
  readonly #scope: string;
  readonly #client: oauth.Client;
  readonly #options: {
    readonly signal: () => AbortSignal;
    readonly [oauth.allowInsecureRequests]?: boolean;
  };
  #server: Promise<oauth.AuthorizationServer> | undefined;

  /** `origin` is the pages' own. */
  constructor(config: SignInConfig, origin: string, site: Site) {
    this.#config = config;
    // Of all the roles that the site is for: the issuer grants what is the person's.
    this.#scope = scopesOfSite(site).join(' ');
    this.#callbackUrl = `${origin}/callback`;
    this.#client = { client_id: config.clientId, [oauth.clockSkew]: clockLack() };
    this.#options = {
      signal: () => AbortSignal.timeout(PATIENCE),
      // Only a local system has an issuer without TLS.
      ...(LOOPBACK.test(config.issuer) && { [oauth.allowInsecureRequests]: true }),
    };
  }

  async begin({
    silent,
    fresh,
    stepUp,
    language,
  }: Wish): Promise<{ url: string; attempt: Attempt }> {
    const server = await this.#discovered();
    const attempt = {
      verifier: oauth.generateRandomCodeVerifier(),
      state: oauth.generateRandomState(),
    };
    const url = new URL(endpoint(server.authorization_endpoint));
    const query = {
      client_id: this.#config.clientId,
      response_type: 'code',
      redirect_uri: this.#callbackUrl,
      scope: this.#scope,
      code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      ui_locales: language,
      ...(silent && { prompt: 'none' }),
      ...((fresh || stepUp) && { prompt: 'login' }),
      ...(stepUp?.acr && { acr_values: stepUp.acr }),
      ...(stepUp?.maxAge && { max_age: stepUp.maxAge }),
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return { url: url.href, attempt };
  }

  async finish(url: URL, { verifier, state }: Attempt): Promise<Tokens> {
    const server = await this.#discovered();
    const parameters = validated(() =>
      oauth.validateAuthResponse(server, this.#client, url, state),
    );
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      this.#client,
      oauth.None(),
      parameters,
      this.#callbackUrl,
      verifier,
      this.#options,
    );
    return tokensOf(await oauth.processAuthorizationCodeResponse(server, this.#client, answer));
  }

  async refresh({ refreshToken, idToken }: Tokens): Promise<Tokens | undefined> {
    if (refreshToken === undefined) return undefined;
    const server = await this.#discovered();
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      this.#client,
      oauth.None(),
      refreshToken,
      this.#options,
    );
    try {
      const response = await oauth.processRefreshTokenResponse(server, this.#client, answer);
      return { refreshToken, idToken, ...tokensOf(response) };
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError) return undefined;
      throw error;
    }
  }

  async end({ idToken, refreshToken }: Partial<Tokens>, returnTo: string): Promise<string> {
    // Asked anew: what was answered before does not tell whether the browser would get anywhere now.
    const server = await this.#discover();
    if (refreshToken !== undefined && server.revocation_endpoint !== undefined)
      await oauth
        .revocationRequest(server, this.#client, oauth.None(), refreshToken, this.#options)
        // It ends by itself within the hour; the session at the issuer is what must end now.
        .catch(() => undefined);
    if (server.end_session_endpoint === undefined) return returnTo;
    const url = new URL(server.end_session_endpoint);
    const query = {
      client_id: this.#config.clientId,
      // OpenID Connect RP-Initiated Logout 1.0, section 2.
      post_logout_redirect_uri: returnTo,
      ...(idToken && { id_token_hint: idToken }),
      // https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
      logout_uri: returnTo,
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  }

  /** Asked once; where it fails, again the next time. */
  #discovered(): Promise<oauth.AuthorizationServer> {
    this.#server ??= this.#discover().catch((error: unknown) => {
      this.#server = undefined;
      throw error;
    });
    return this.#server;
  }

  async #discover(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(this.#config.issuer);
    const answer = await oauth.discoveryRequest(issuer, this.#options);
    return oauth.processDiscoveryResponse(issuer, answer);
  }
}

function endpoint(url: string | undefined): string {
  if (url === undefined) throw new Error('the issuer names no authorization endpoint');
  return url;
}

function validated(read: () => URLSearchParams): URLSearchParams {
  try {
    return read();
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) throw new SignInRefused(error);
    throw error;
  }
}

function tokensOf(response: oauth.TokenEndpointResponse) {
  const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken } = response;
  return {
    accessToken,
    claims: claimsOf(accessToken),
    ...(idToken && { idToken }),
    ...(refreshToken && { refreshToken }),
  };
}
