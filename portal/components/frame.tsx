/** What stands around every page: the service's name, the languages, the way in and out, the small print. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LANGUAGES, type Language } from '#browser/language.ts';
import type { Role } from '#functions/contract/roles.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { usePortal, useSession, useTexts } from '../portal.ts';
import type { Texts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import { IdleGuard } from './idle-guard.tsx';
import { Note } from './note.tsx';
import { SigningOut } from './signing-out.tsx';

export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { common } = useTexts();
  const state = useSession();
  const [unspoken, setUnspoken] = useState<Language>();
  return (
    <>
      <a class="skip" href="#content">
        {common.skip}
      </a>
      <header class="header">
        <a class="brand" href="/">
          {common.service}
        </a>
        <div class="header-tools">
          <LanguageSwitch onFailed={setUnspoken} />
          <WayOut />
        </div>
        {unspoken && (
          <div lang={unspoken}>
            <Note kind="error" live>
              {common.languagesFailed[unspoken]}
            </Note>
          </div>
        )}
      </header>
      <main id="content" class="main" tabIndex={-1}>
        {state.kind === 'signing-out' ? <SigningOut failed={state.failed} /> : children}
      </main>
      <footer class="footer">
        <nav aria-label={common.menu}>
          <ul class="footer-links">
            <li>
              <a href="/how-to">{common.howTo}</a>
            </li>
            <li>
              <a href="/models">{common.models}</a>
            </li>
            <li>
              <a href={SHOP_VISIT}>{common.shopVisit}</a>
            </li>
          </ul>
        </nav>
        <p>{common.free}</p>
        {common.trademarks.map((line) => (
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
  const { texts, language, speak } = usePortal();
  const { common } = texts;
  return (
    <fieldset class="languages">
      <legend class="visually-hidden">{common.languageSwitch}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          class="language"
          aria-pressed={each === language}
          onClick={async () => onFailed((await speak(each)) ? undefined : each)}
        >
          {common.languages[each]}
        </button>
      ))}
    </fieldset>
  );
}

/** For whoever the issuer may know: also where these pages know them no more, what they left is theirs to end. */
function WayOut() {
  const { session, texts } = usePortal();
  const state = useSession();
  if (state.kind === 'signing-out' || (state.kind === 'signed-out' && !state.leftOpen)) return null;
  const start = state.kind === 'signed-in' ? startOf(state.claims.role, texts) : undefined;
  return (
    <>
      {start && <a href={start.href}>{start.label}</a>}
      <Button look="plain" onPress={() => session.signOut()}>
        {texts.common.signOut}
      </Button>
      <IdleGuard />
    </>
  );
}

/** Where somebody in this role begins. */
export function startOf(
  role: Role,
  { common }: Texts,
): { readonly href: string; readonly label: string } | undefined {
  switch (role) {
    case 'subscriber':
      return { href: '/', label: common.home };
    case 'shop':
      return { href: '/counter', label: common.counter };
    case 'approver':
      return { href: '/approvals', label: common.approvals };
    case 'ops':
      return undefined;
  }
}
