/** Starts the console: who is signed in, in which language, then the page. */
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { Api } from '#browser/api/call.ts';
import { readConfig, SignInConfig } from '#browser/config.ts';
import { chosenLanguage } from '#browser/language.ts';
import { timeLeft } from '#browser/session/idle.ts';
import { Issuer } from '#browser/session/issuer.ts';
import { Session } from '#browser/session/session.ts';
import { followSignOuts } from '#browser/session/sign-outs.ts';
import '@cloudscape-design/global-styles/index.css';
import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/700.css';
import './styles/console.css';
import { SIGNED_OUT } from './addresses.ts';
import { App } from './app.tsx';
import { textsIn } from './texts/texts.ts';

// Compiled schemas would want what the content security policy forbids.
z.config({ jitless: true });

async function start(root: HTMLElement): Promise<void> {
  const language = chosenLanguage();
  const [config, texts] = await Promise.all([readConfig(SignInConfig), textsIn(language)]);
  const session = new Session(new Issuer(config, location.origin, 'console'), location);
  followSignOuts(session);
  const here = new URL(location.href);
  if (here.pathname === '/callback') {
    const { returnTo } = await session.comeBack(here);
    history.replaceState(null, '', returnTo);
  } else if (here.pathname === SIGNED_OUT) {
    session.forget();
  } else if (session.wasSignedIn) {
    return session.signIn(`${here.pathname}${here.search}`, { silent: true, language });
  }
  // Whoever finds a machine that was left sees nothing of it. Only now, for the issuer wants to see their ID token.
  if (session.isOpen && timeLeft() <= 0) void session.signOut();
  const api = new Api(session);
  createRoot(root).render(<App session={session} api={api} first={{ language, texts }} />);
}

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the console');
start(root).catch(() => {
  root.querySelector('[data-failed]')?.removeAttribute('hidden');
});
