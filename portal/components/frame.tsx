/** What stands around every page: the service's name, the languages, the way in and out, the small print. */

import type { ComponentChildren } from 'preact';
import { LANGUAGES } from '#browser/language.ts';
import type { Role } from '#functions/contract/roles.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { usePortal, useSession } from '../portal.ts';
import type { Texts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import { IdleGuard } from './idle-guard.tsx';

export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { texts, language, speak } = usePortal();
  const { common } = texts;
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
          <fieldset class="languages">
            <legend class="visually-hidden">{common.languageSwitch}</legend>
            {LANGUAGES.map((each) => (
              <button
                key={each}
                type="button"
                lang={each}
                class="language"
                aria-pressed={each === language}
                onClick={() => speak(each)}
              >
                {common.languages[each]}
              </button>
            ))}
          </fieldset>
          <SignedIn />
        </div>
      </header>
      <main id="content" class="main" tabIndex={-1}>
        {children}
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

function SignedIn() {
  const { session, texts } = usePortal();
  const state = useSession();
  if (state.kind === 'signed-out') return null;
  const start = startOf(state.claims.role, texts);
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
