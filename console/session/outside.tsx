/** In place of every page while nobody is signed in. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { WhySignedOut } from '#browser/session/why-signed-out.ts';
import { SIGNED_OUT } from '../addresses.ts';
import { useConsole } from '../console.ts';

export function Outside({ why }: { readonly why: WhySignedOut | undefined }) {
  const { session, texts, language } = useConsole();
  const { signIn, failures } = texts;
  const [path] = useLocation();
  const [isUnreachable, setUnreachable] = useState(false);
  const hasLeft = path === SIGNED_OUT;
  const enter = () => {
    setUnreachable(false);
    const here = hasLeft ? '/' : `${location.pathname}${location.search}`;
    session.signIn(here, { language }).catch(() => setUnreachable(true));
  };
  return (
    <SpaceBetween size="l">
      <Box variant="h1">{signIn.title}</Box>
      {hasLeft && <Alert type="success">{signIn.signedOut}</Alert>}
      {why !== undefined && <Alert type="info">{signIn.why[why]}</Alert>}
      {isUnreachable && <Alert type="error">{failures.unreachable}</Alert>}
      <Box variant="p">{signIn.lead}</Box>
      <Button variant="primary" onClick={enter}>
        {signIn.enter}
      </Button>
    </SpaceBetween>
  );
}
