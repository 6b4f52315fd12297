/** The JWT authorizer: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
import { compactVerify, decodeProtectedHeader, errors, type ProtectedHeaderParameters } from 'jose';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { claimTexts, scopesOf } from './claims.ts';
import { HttpError } from './http-error.ts';
import { IssuerKeys, IssuerUnavailable } from './issuer-keys.ts';
import type { ClientRequest } from './request.ts';

/** `requestContext.authorizer.jwt` */
export interface JwtContext {
  readonly claims: Readonly<Record<string, string>>;
  /** The token's scopes where the route asks for some, else null. */
  readonly scopes: readonly string[] | null;
}

export interface AuthorizerSettings {
  /** `$request.header.Authorization`, `$request.querystring.token` */
  readonly identitySource: string;
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/** "Currently, only RSA-based algorithms are supported." */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

const claimsSchema = z.record(z.string(), z.unknown());
type Claims = z.output<typeof claimsSchema>;

/** Why a token is not accepted; the words go into `www-authenticate`. */
class TokenRefused extends Error {}

export class JwtAuthorizer {
  readonly settings: AuthorizerSettings;
  readonly #keys: IssuerKeys;
  readonly #clock: Clock;

  constructor(settings: AuthorizerSettings, clock: Clock) {
    this.settings = settings;
    this.#keys = new IssuerKeys(settings.issuer, clock);
    this.#clock = clock;
  }

  /** @throws HttpError 401 with a challenge; 403 unless the token has one of the route's scopes. */
  async authorize(request: ClientRequest, routeScopes: readonly string[]): Promise<JwtContext> {
    const claims = await this.#claims(request);
    const scopes = scopesOf(claims);
    if (routeScopes.length === 0) return { claims: claimTexts(claims), scopes: null };
    if (!scopes?.some((scope) => routeScopes.includes(scope))) throw new HttpError(403);
    return { claims: claimTexts(claims), scopes };
  }

  async #claims(request: ClientRequest): Promise<Claims> {
    const source = identityOf(request, this.settings.identitySource);
    if (!source) throw new HttpError(401, { 'www-authenticate': 'Bearer' });
    try {
      const claims = await this.#verify(source.replace(/^Bearer /, ''));
      this.#check(claims);
      return claims;
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      // The form is AWS's (http-api-troubleshooting-jwt); of the words, those about audience and segments are.
      const challenge = `Bearer scope="" error="invalid_token" error_description="${error.message}"`;
      throw new HttpError(401, { 'www-authenticate': challenge });
    }
  }

  async #verify(token: string): Promise<Claims> {
    const header = headerOf(token);
    if (!ALGORITHMS.includes(header.alg ?? ''))
      throw new TokenRefused('the signing method is not supported');
    if (typeof header.kid !== 'string') throw new TokenRefused('the token does not have a kid');
    try {
      const { payload } = await compactVerify(token, (protectedHeader) =>
        this.#keys.find(protectedHeader),
      );
      return claimsSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
    } catch (error) {
      throw new TokenRefused(reasonOf(error));
    }
  }

  /** Neither `typ` nor `token_use` is looked at: AWS does not either. */
  #check(claims: Claims): void {
    const { issuer, audiences } = this.settings;
    const seconds = this.#clock.now() / 1000;
    if (claims['iss'] !== issuer) throw new TokenRefused('the token does not have a valid issuer');
    // "API Gateway validates client_id only if aud is not present."
    const audience = ['aud' in claims ? claims['aud'] : claims['client_id']].flat();
    if (!audience.some((each) => typeof each === 'string' && audiences.includes(each)))
      throw new TokenRefused('the token does not have a valid audience');
    const { exp, nbf = 0, iat = 0 } = claims;
    if (typeof exp !== 'number' || exp <= seconds) throw new TokenRefused('the token has expired');
    if (typeof nbf !== 'number' || nbf > seconds)
      throw new TokenRefused('the token is not valid yet');
    if (typeof iat !== 'number' || iat > seconds)
      throw new TokenRefused('the token was issued in the future');
  }
}

function headerOf(token: string): ProtectedHeaderParameters {
  if (token.split('.').length !== 3)
    throw new TokenRefused('token contains an invalid number of segments');
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new TokenRefused('the token is malformed');
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof IssuerUnavailable) return 'OIDC discovery endpoint communication error';
  if (error instanceof errors.JWKSNoMatchingKey) return 'the token has no key of the issuer';
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'the token does not have a valid signature';
  return 'the token is malformed';
}

/** What stands where the token is to be. */
function identityOf({ headers, rawQuery }: ClientRequest, source: string): string | undefined {
  const [, place, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (place === 'header') return headers[name.toLowerCase()];
  return new URLSearchParams(rawQuery).get(name) ?? undefined;
}
