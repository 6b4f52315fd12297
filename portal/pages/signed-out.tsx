/** After signing out. The answer that brought this page has cleared what the browser had kept. */
import { ButtonLink } from '../components/button.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { useFirstTexts } from '../portal.ts';

export function SignedOutPage() {
  const { welcome } = useFirstTexts();
  return (
    <Page title={welcome.signedOutTitle}>
      <Note kind="success">{welcome.signedOut}</Note>
      <ButtonLink href="/">{welcome.notFound.toStart}</ButtonLink>
    </Page>
  );
}
