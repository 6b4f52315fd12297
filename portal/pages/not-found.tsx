/** An address that no page has. */
import { ButtonLink } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { useFirstTexts } from '../portal.ts';

export function NotFoundPage() {
  const { notFound } = useFirstTexts().welcome;
  return (
    <Page title={notFound.title}>
      <p>{notFound.text}</p>
      <ButtonLink href="/">{notFound.toStart}</ButtonLink>
    </Page>
  );
}
