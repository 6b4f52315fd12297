/** Starts the portal: who is signed in, in which language, then the page. */

import { render } from 'preact';
import * as z from 'zod/mini';
import { Api } from '#browser/api/call.ts';
import { readConfig } from '#browser/config.ts';
import { timeLeft } from '#browser/session/idle.ts';
import { fetchIssuer, issuerLater } from '#browser/session/issuer-later.ts';
import { readKnown } from '#browser/session/known.ts';
import { Session } from '#browser/session/session.ts';
import { followSignOuts } from '#browser/session/sign-outs.ts';
import { SHOP_VISIT, SIGNED_OUT } from './addresses.ts';
import { serviceOver } from './api/service.ts';
import { App } from './app.tsx';
import { placeOf } from './arrival.ts';
import { Config } from './config.ts';
import './styles/pages.css';
import { chosenLanguage } from '#browser/language.ts';
import { firstTextsIn, textsIn } from './texts/texts.ts';

// Compiled schemas would want what the content security policy forbids.
z.config({ jitless: true });

/** Where the issuer sends the browser back to. */
const CALLBACK = '/callback';

/** Pages that anybody may read: nobody is sent to the issuer for them. */
const PUBLIC = [SIGNED_OUT, '/not-me', '/models', '/how-to', SHOP_VISIT];

async function start(root: HTMLElement): Promise<void> {
  const language = chosenLanguage();
  if (location.pathname === CALLBACK || readKnown()?.isOver === false) {
    // The issuer is asked before anything is seen, and then there is more to see than the first screen.
    ahead(fetchIssuer());
    ahead(textsIn(language));
  }
  const [config, first] = await Promise.all([readConfig(Config), firstTextsIn(language)]);
  const session = new Session(issuerLater(config, location.origin, 'portal'), location);
  followSignOuts(session);
  const here = new URL(location.href);
  if (here.pathname === CALLBACK) {
    const arrival = await session.comeBack(here);
    const { state, path } = placeOf(arrival, session.state);
    history.replaceState(state, '', path);
  } else if (here.pathname === SIGNED_OUT) {
    session.forget();
  } else if (session.wasSignedIn && !PUBLIC.includes(here.pathname)) {
    return session.signIn(`${here.pathname}${here.search}`, { silent: true, language });
  }
  // Whoever finds a machine that was left sees nothing of it. Only now, for the issuer wants to see their ID token.
  if (session.isOpen && timeLeft() <= 0) void session.signOut();
  const service = serviceOver(new Api(session));
  root.replaceChildren();
  render(<App portal={{ config, session, service }} begin={{ language, first }} />, root);
  // So that whoever presses the button does not wait for it.
  ahead(fetchIssuer());
  // Only machines without a Japanese font of their own need it.
  ahead(import('./styles/fonts.ts'));
  // Where most people go next.
  ahead(import('./pages/lines.tsx'));
}

/** What is fetched before it is wanted: where it does not come, that is told once it is. */
function ahead(fetched: Promise<unknown>): void {
  fetched.catch(() => undefined);
}

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the portal');
start(root).catch(() => {
  root.setAttribute('data-failed', '');
});
