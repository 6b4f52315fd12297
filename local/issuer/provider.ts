/** The OpenID provider: code, PKCE and refresh for public clients, access tokens as JWT with the person's claims. */
import Provider, { type Configuration, errors, interactionPolicy } from 'oidc-provider';
import { escapeHtml } from '../http/escape-html.ts';
import type { IssuerKeys } from './keys.ts';
import { messagePage } from './message-page.ts';
import type { IssuerSettings, Person } from './settings.ts';
import { afterSignOut, signOut } from './sign-out.ts';
import { TokenStore } from './token-store.ts';
import { ACR_VALUES } from './ways.ts';

const HOUR = 3600;
const OPENID_SCOPES = ['openid', 'profile'];
/** The one resource server (RFC 8707). Clients need not name it; the token's `aud` is the setting. */
const RESOURCE = 'urn:local:api';

const LOOPBACK_ORIGIN = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export function createProvider(
  issuer: string,
  settings: IssuerSettings,
  keys: IssuerKeys,
): Provider {
  const people = new Map(settings.people.map((person) => [person.id, person]));
  const scopesOf = ({ clientId }: { readonly clientId: string }) =>
    settings.clients.find(({ id }) => id === clientId)?.scopes ?? [];
  const store = new TokenStore();

  // Clients are the cloud's own: signing in is all the consent there is.
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  policy.get('login')?.checks.add(acrReached);

  const configuration: Configuration = {
    adapter: (model) => store.adapter(model),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    clients: settings.clients.map((client) => ({
      client_id: client.id,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [...client.redirectUris],
      post_logout_redirect_uris: [...(client.postLogoutRedirectUris ?? [])],
      require_auth_time: true,
    })),
    acrValues: ACR_VALUES,
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: OPENID_SCOPES,
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== RESOURCE) throw new errors.InvalidTarget();
          const scopes = scopesOf(client);
          refuseOthers(ctx.oidc.params?.['scope'], scopes);
          return {
            scope: resourceScopes(scopes).join(' '),
            audience: settings.audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: settings.accessTokenLife,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: signOut,
        postLogoutSuccessSource: afterSignOut,
      },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, { clientId }, token) => token.clientId === clientId,
      },
    },
    ttl: {
      AccessToken: settings.accessTokenLife,
      AuthorizationCode: 60,
      Grant: 8 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      // An hour from the sign-in: a rotated one has what its predecessor had left.
      RefreshToken: (ctx) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? HOUR,
      Session: 8 * HOUR,
    },
    // As Amazon Cognito does, with every code and without `offline_access`.
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    clientBasedCORS: (_ctx, origin) => LOOPBACK_ORIGIN.test(origin),
    findAccount: (_ctx, sub) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: () => ({ sub, name: person.name }) };
    },
    extraTokenClaims: (ctx, token) => {
      const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
      const person = 'accountId' in token ? people.get(token.accountId) : undefined;
      return person && tokenClaims(person, code ?? refresh);
    },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const known = session.grantIdFor(client.clientId);
      const found = known === undefined ? undefined : await provider.Grant.find(known);
      if (found !== undefined) return found;
      const { clientId } = client;
      const grant = new provider.Grant({ clientId, accountId: session.accountId });
      grant.addOIDCScope(OPENID_SCOPES.join(' '));
      const asked = resourceScopes(scopesOf(client));
      const theirs = people.get(session.accountId)?.scopes ?? asked;
      const granted = asked.filter((scope) => theirs.includes(scope));
      if (granted.length > 0) grant.addResourceScope(RESOURCE, granted.join(' '));
      // What is refused here is left out of the token; what nobody spoke of would be asked for on a page.
      const others = asked.filter((scope) => !theirs.includes(scope));
      if (others.length > 0) grant.rejectResourceScope(RESOURCE, others.join(' '));
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      const detail = `<p><code>${escapeHtml(out.error)}</code> ${escapeHtml(out.error_description ?? '')}</p>`;
      ctx.body = messagePage('サインインできませんでした。 Sign-in failed.', detail);
    },
  };
  return new Provider(issuer, configuration);
}

const resourceScopes = (scopes: readonly string[]) =>
  scopes.filter((scope) => !OPENID_SCOPES.includes(scope));

/**
 * A scope that is not the client's ends the sign-in before it begins, as at Amazon Cognito; the provider itself would
 * leave it out. @throws InvalidScope (RFC 6749, section 4.1.2.1)
 */
function refuseOthers(asked: unknown, scopes: readonly string[]): void {
  const other = String(asked ?? '')
    .split(' ')
    .find((scope) => scope !== '' && !scopes.includes(scope));
  if (other !== undefined) throw new errors.InvalidScope('the client may not ask for it', other);
}

/**
 * `acr_values` is a wish (OpenID Connect Core, 3.1.2.1): whoever is signed in with less is asked once, and then goes on
 * with whatever they reached, as RFC 9470 section 5 leaves to the issuer.
 */
const acrReached = new interactionPolicy.Check(
  'acr_values',
  'the wished for authentication context was not reached',
  ({ oidc }) => {
    const wish = oidc.params?.['acr_values'];
    if (typeof wish !== 'string' || oidc.result?.login !== undefined) return false;
    return !wish.split(' ').some((acr) => acr === oidc.acr);
  },
);

/** `sub`, `aud`, `iss`, `client_id`, `scope` and the times are the provider's own (RFC 9068). */
const tokenClaims = ({ claims }: Person, { authTime, acr, amr }: SignedIn = {}) => ({
  ...claims,
  ...(acr === undefined ? {} : { acr }),
  ...(amr === undefined ? {} : { amr }),
  ...(authTime === undefined ? {} : { auth_time: authTime }),
});

/** What a code, and a refresh token after it, remembers of the sign-in. */
interface SignedIn {
  readonly authTime?: number | undefined;
  readonly acr?: string | undefined;
  readonly amr?: readonly string[] | undefined;
}
