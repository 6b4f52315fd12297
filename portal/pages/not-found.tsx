/** An address that no page has. */
import { ButtonLink } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { useTexts } from '../portal.ts';

export function NotFoundPage() {
  const { notFound } = useTexts().welcome;
  return (
    <Page title={notFound.title}>
      <p>{notFound.text}</p>
      <ButtonLink href="/">{notFound.toStart}</ButtonLink>
    </Page>
  );
}
