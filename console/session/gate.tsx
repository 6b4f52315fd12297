/** Lets operations and approvers in; the service checks again at every call who they are, and that it was by two factors. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import { useConsole, useSession } from '../console.ts';
import { IdleWarning } from './idle-warning.tsx';
import { Outside } from './outside.tsx';
import { SigningOut } from './signing-out.tsx';

export function Gate({ children }: { readonly children: ReactNode }) {
  const { texts } = useConsole();
  const { notForYou } = texts.signIn;
  const state = useSession();
  if (state.kind === 'signing-out') return <SigningOut failed={state.failed} />;
  if (state.kind === 'signed-out') return <Outside why={state.why} />;
  const { role } = state.claims;
  return (
    <>
      <IdleWarning />
      {role === 'ops' || role === 'approver' ? (
        children
      ) : (
        <>
          <Box variant="h1">{notForYou.title}</Box>
          <Alert type="error">{notForYou.text}</Alert>
        </>
      )}
    </>
  );
}
