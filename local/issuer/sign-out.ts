/** Sign-out that a client starts (OpenID Connect RP-Initiated Logout 1.0). */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { messagePage } from './message-page.ts';

/**
 * Whoever is signed in is asked, for anybody could have sent them here. Only a client that has their own ID token, and
 * says where to go back to, is believed that they want it. `form` is the provider's, without a button.
 */
export async function signOut(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const back = wayBack(ctx);
  if (back === undefined) {
    const button =
      '<button form="op.logoutForm" name="logout" value="yes">サインアウト Sign out</button>';
    ctx.body = messagePage('サインアウトしますか？ Sign out?', form + button);
    return;
  }
  // Codes and refresh tokens live no longer than their session.
  await ctx.oidc.session?.destroy();
  ctx.oidc.cookies.set(ctx.oidc.provider.cookieName('session'), null);
  ctx.status = 303;
  ctx.redirect(back);
}

export function afterSignOut(ctx: KoaContextWithOIDC): void {
  ctx.body = messagePage('サインアウトしました。 You are signed out.', '');
}

/** The provider has verified the hint, and that the address is one of its client's, before it comes here. */
function wayBack({ oidc }: KoaContextWithOIDC): string | undefined {
  const { session, params, entities } = oidc;
  const uri = params?.['post_logout_redirect_uri'];
  const isTheirs = entities.IdTokenHint?.payload['sub'] === session?.accountId;
  if (typeof uri !== 'string' || !isTheirs) return undefined;
  const back = new URL(uri);
  const state = params?.['state'];
  if (typeof state === 'string') back.searchParams.set('state', state);
  return back.href;
}
