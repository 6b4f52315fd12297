/** Lets operations and approvers in: signed in with two factors, which the service checks again at every call. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useConsole, useSession } from '../console.ts';

export function SignInGate({ children }: { readonly children: ReactNode }) {
  const { texts } = useConsole();
  const state = useSession();
  if (state.kind === 'signed-out') return <Outside why={state.why} />;
  if (state.claims.role !== 'ops')
    return (
      <Alert type="error" header={texts.common.notForYou.title}>
        {texts.common.notForYou.text}
      </Alert>
    );
  return children;
}

function Outside({ why }: { readonly why: keyof ReturnType<typeof useWhy> | undefined }) {
  const { session, texts, language } = useConsole();
  const words = useWhy();
  const [isUnreachable, setUnreachable] = useState(false);
  const signIn = () => {
    setUnreachable(false);
    const here =
      location.pathname === '/signed-out' ? '/' : `${location.pathname}${location.search}`;
    session.signIn(here, { language }).catch(() => setUnreachable(true));
  };
  return (
    <SpaceBetween size="l">
      <Box variant="h1">{texts.common.signInTitle}</Box>
      {why !== undefined && <Alert type="info">{words[why]}</Alert>}
      {isUnreachable && <Alert type="error">{texts.common.failure.unreachable}</Alert>}
      <Box variant="p">{texts.common.signInLead}</Box>
      <Button variant="primary" onClick={signIn}>
        {texts.common.signIn}
      </Button>
    </SpaceBetween>
  );
}

const useWhy = () => useConsole().texts.common.why;
