/** Pages that are fetched once somebody opens them. */
import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { Button } from './components/button.tsx';
import { Note } from './components/note.tsx';
import { Page } from './components/page.tsx';
import { useTexts } from './portal.ts';

/** The page as the router takes it; words and a way on where it cannot be fetched. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(() => load().catch((): ComponentType<Props> => NotFetched));

function NotFetched() {
  const { frame, failure } = useTexts();
  return (
    <Page title={frame.service}>
      <Note kind="error" live>
        {failure.unreachable}
      </Note>
      <Button look="primary" onPress={() => location.reload()}>
        {failure.reload}
      </Button>
    </Page>
  );
}
