/** Lets in whoever a page is for; anybody else is told why not, and where to go. */

import type { ComponentChildren } from 'preact';
import type { SessionState } from '#browser/session/session.ts';
import type { Role } from '#functions/contract/roles.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { usePortal, useSession } from '../portal.ts';
import { Note } from './note.tsx';
import { Page } from './page.tsx';
import { SignInButton } from './sign-in-button.tsx';

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
  const { common } = usePortal().texts;
  if (state.kind === 'signed-out') return <SignInWanted state={state} title={title} />;
  if (state.claims.role === only) return <>{children}</>;
  return (
    <Page title={title}>
      <Note kind="warning">{common.session.wrongRole}</Note>
    </Page>
  );
}

function SignInWanted({
  state: { why },
  title,
}: {
  readonly state: Extract<SessionState, { kind: 'signed-out' }>;
  readonly title: string;
}) {
  const { common } = usePortal().texts;
  const { session } = common;
  return (
    <Page title={title}>
      {why === 'refused' ? (
        <Note kind="error">{session.refused}</Note>
      ) : (
        <p>{why === 'over' ? session.over : session.wanted}</p>
      )}
      <SignInButton />
      <p>
        <a href={SHOP_VISIT}>{session.factorMissing}</a>
      </p>
    </Page>
  );
}
