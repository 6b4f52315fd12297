/**
 * How each kind of issuer marks its access tokens and says how sure a sign-in was. The API's authorizer has checked
 * signature, issuer, audience and times, but takes any token of the issuer: an ID token as well.
 */

/** A verified token: its claims, which API Gateway hands on as text, and the `typ` of its header. */
export interface IssuedToken {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly typ: string | undefined;
}

/** Answers what the token says of assurance, `1` or `2`; undefined where it is no access token of that kind. */
type Mapper = (token: IssuedToken, twoFactorAcr: string) => unknown;

/** `assurance`, where an issuer was taught our own claim; else `acr` (OpenID Connect Core, section 2). */
function assuranceOf({ assurance, acr }: IssuedToken['claims'], twoFactorAcr: string): unknown {
  if (assurance !== undefined || acr === undefined) return assurance;
  return acr === twoFactorAcr ? '2' : '1';
}

/** Of `aud` and `client_id` the authorizer looks at the second one only where the first is absent. */
export const ISSUERS = {
  /** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
  cognito: ({ claims }) =>
    claims['token_use'] === 'access' && !('aud' in claims) && 'client_id' in claims
      ? claims['assurance']
      : undefined,

  /** RFC 9068: typed in the header, for an audience, given to a client. */
  rfc9068: ({ claims, typ = '' }, twoFactorAcr) =>
    /^(application\/)?at\+jwt$/i.test(typ) && 'aud' in claims && 'client_id' in claims
      ? assuranceOf(claims, twoFactorAcr)
      : undefined,

  /** Keycloak types its tokens in a claim: https://www.keycloak.org/securing-apps/oidc-layers */
  keycloak: ({ claims }, twoFactorAcr) =>
    claims['typ'] === 'Bearer' && 'aud' in claims && 'azp' in claims
      ? assuranceOf(claims, twoFactorAcr)
      : undefined,
} as const satisfies Readonly<Record<string, Mapper>>;

export type IssuerKind = keyof typeof ISSUERS;
