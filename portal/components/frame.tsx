/** What stands around every page: the service's name, the languages, the way in and out, the small print. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LANGUAGES, type Language } from '#browser/language.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { useFirstTexts, usePortal, useSession } from '../portal.ts';
import { startPageOf } from '../start-page.ts';
import { Button } from './button.tsx';
import { IdleGuard } from './idle-guard.tsx';
import { Note } from './note.tsx';
import { SigningOut } from './signing-out.tsx';

export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { frame } = useFirstTexts();
  const state = useSession();
  const [unspoken, setUnspoken] = useState<Language>();
  return (
    <>
      <a class="skip" href="#content">
        {frame.skip}
      </a>
      <header class="header">
        <a class="brand" href="/">
          {frame.service}
        </a>
        <div class="header-tools">
          <LanguageSwitch onFailed={setUnspoken} />
          <WayOut />
        </div>
        {unspoken && (
          <div lang={unspoken}>
            <Note kind="error" live>
              {frame.languagesFailed[unspoken]}
            </Note>
          </div>
        )}
      </header>
      <main id="content" class="main" tabIndex={-1}>
        {state.kind === 'signing-out' ? <SigningOut failed={state.failed} /> : children}
      </main>
      <footer class="footer">
        <nav aria-label={frame.menu}>
          <ul class="footer-links">
            <li>
              <a href="/how-to">{frame.howTo}</a>
            </li>
            <li>
              <a href="/models">{frame.models}</a>
            </li>
            <li>
              <a href={SHOP_VISIT}>{frame.shopVisit}</a>
            </li>
          </ul>
        </nav>
        <p>{frame.free}</p>
        <p>{frame.times}</p>
        {frame.trademarks.map((line) => (
          <p key={line} class="fine">
            {line}
          </p>
        ))}
      </footer>
    </>
  );
}

function LanguageSwitch({
  onFailed,
}: {
  /** Called with the language of which the words could not be fetched, if any. */
  readonly onFailed: (language: Language | undefined) => void;
}) {
  const { first, language, speak } = usePortal();
  const { frame } = first;
  return (
    <fieldset class="languages">
      <legend class="visually-hidden">{frame.languageSwitch}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          class="language"
          aria-pressed={each === language}
          onClick={async () => onFailed((await speak(each)) ? undefined : each)}
        >
          {frame.languages[each]}
        </button>
      ))}
    </fieldset>
  );
}

/** For whoever the issuer may know: also where these pages know them no more, what they left is theirs to end. */
function WayOut() {
  const { session, first } = usePortal();
  const state = useSession();
  if (state.kind === 'signing-out' || (state.kind === 'signed-out' && !state.leftOpen)) return null;
  const start = state.kind === 'signed-in' ? startPageOf(state.claims.role, first) : undefined;
  return (
    <>
      {start && <a href={start.href}>{start.label}</a>}
      <Button look="plain" onPress={() => session.signOut()}>
        {first.session.signOut}
      </Button>
      <IdleGuard />
    </>
  );
}
