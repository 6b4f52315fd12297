/** While somebody is being signed out: in place of every page, so that nothing of theirs is seen. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useConsole } from '../console.ts';

export function SigningOut({ failed }: { readonly failed: boolean }) {
  const { session, texts } = useConsole();
  const { signIn } = texts;
  return (
    <SpaceBetween size="l">
      <Box variant="h1">{signIn.signingOut}</Box>
      {failed && (
        <Alert
          type="error"
          action={<Button onClick={() => void session.signOut()}>{signIn.signOut}</Button>}
        >
          {signIn.signOutFailed}
        </Alert>
      )}
    </SpaceBetween>
  );
}
