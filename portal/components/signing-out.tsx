/** While somebody is being signed out: in place of every page, so that nothing of theirs is seen. */
import { usePortal } from '../portal.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';
import { Page } from './page.tsx';

export function SigningOut({ failed }: { readonly failed: boolean }) {
  const { session, first } = usePortal();
  const { session: words } = first;
  return (
    <Page title={failed ? words.notSignedOut : words.signingOut}>
      {failed && (
        <>
          <Note kind="error" live>
            {words.signOutFailed}
          </Note>
          <Button look="primary" onPress={() => session.signOut()}>
            {words.signOut}
          </Button>
        </>
      )}
    </Page>
  );
}
