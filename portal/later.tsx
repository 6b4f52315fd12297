/** Pages that are fetched once somebody opens them. */
import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { NotFetched } from './components/not-fetched.tsx';
import { Page } from './components/page.tsx';
import { useTexts } from './portal.ts';

/** The page as the router takes it; words and a way on where it cannot be fetched. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(() => load().catch((): ComponentType<Props> => PageNotFetched));

function PageNotFetched() {
  const { frame } = useTexts();
  return (
    <Page title={frame.service}>
      <NotFetched />
    </Page>
  );
}
