/** Pages that are fetched once somebody opens them, with the words that the first screen does without. */
import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { Loading } from './components/loading.tsx';
import { NotFetched } from './components/not-fetched.tsx';
import { Page } from './components/page.tsx';
import { useFirstTexts, usePortal } from './portal.ts';

/** The page as the router takes it, once its words are there; words and a way on where either cannot be fetched. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(() =>
    load().then(
      (Fetched): ComponentType<Props> =>
        function Worded(props: Props) {
          const { rest } = usePortal();
          if (rest === 'coming') return <Loading />;
          return rest === 'there' ? <Fetched {...props} /> : <PageNotFetched />;
        },
      (): ComponentType<Props> => PageNotFetched,
    ),
  );

function PageNotFetched() {
  const { frame } = useFirstTexts();
  return (
    <Page title={frame.service}>
      <NotFetched />
    </Page>
  );
}
