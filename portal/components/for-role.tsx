/** Lets in whoever a page is for; anybody else is told why not, and where to go. */

import type { ComponentChildren } from 'preact';
import type { WhySignedOut } from '#browser/session/why-signed-out.ts';
import type { Role } from '#functions/contract/roles.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { useFirstTexts, useSession } from '../portal.ts';
import { startPageOf } from '../start-page.ts';
import { ButtonLink } from './button.tsx';
import { Note } from './note.tsx';
import { Page } from './page.tsx';
import { SignInButton } from './sign-in-button.tsx';
import { WhySignedOutNote } from './why-signed-out.tsx';

export function ForRole({
  only,
  title,
  children,
}: {
  readonly only: Role;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const state = useSession();
  const texts = useFirstTexts();
  if (state.kind === 'signing-out') return null;
  if (state.kind === 'signed-out')
    return <SignInWanted only={only} why={state.why} title={title} />;
  if (state.claims.role === only) return <>{children}</>;
  const start = startPageOf(state.claims.role, texts);
  return (
    <Page title={title}>
      <Note kind="warning">{texts.session.wrongRole}</Note>
      {start && <ButtonLink href={start.href}>{start.label}</ButtonLink>}
    </Page>
  );
}

function SignInWanted({
  only,
  why,
  title,
}: {
  readonly only: Role;
  readonly why: WhySignedOut | undefined;
  readonly title: string;
}) {
  const { session } = useFirstTexts();
  return (
    <Page title={title}>
      {why ? <WhySignedOutNote why={why} /> : <p>{session.wanted}</p>}
      <div class="actions">
        <SignInButton />
      </div>
      {only === 'subscriber' && (
        <p>
          <a href={SHOP_VISIT}>{session.factorMissing}</a>
        </p>
      )}
    </Page>
  );
}
