/** The pages by their addresses. What only some people open is fetched when they do. */

import { LocationProvider, Route, Router } from 'preact-iso';
import { SHOP_VISIT, SIGNED_OUT } from './addresses.ts';
import { Frame } from './components/frame.tsx';
import { later } from './later.tsx';
import { HomePage } from './pages/home.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { SignedOutPage } from './pages/signed-out.tsx';
import { type Portal, PortalContext } from './portal.ts';
import { useWords } from './words.ts';

const LinePage = later(async () => (await import('./pages/line.tsx')).LinePage);
const RequestPage = later(async () => (await import('./pages/request.tsx')).RequestPage);
const WipePage = later(async () => (await import('./pages/wipe.tsx')).WipePage);
const RecordPage = later(async () => (await import('./pages/record.tsx')).RecordPage);
const CounterPage = later(async () => (await import('./pages/counter.tsx')).CounterPage);
const CounterRequestPage = later(
  async () => (await import('./pages/counter-request.tsx')).CounterRequestPage,
);
const CounterWipePage = later(
  async () => (await import('./pages/counter-wipe.tsx')).CounterWipePage,
);
const ApprovalsPage = later(async () => (await import('./pages/approvals.tsx')).ApprovalsPage);
const ModelsPage = later(async () => (await import('./pages/models.tsx')).ModelsPage);
const HowToPage = later(async () => (await import('./pages/how-to.tsx')).HowToPage);
const ShopVisitPage = later(async () => (await import('./pages/shop-visit.tsx')).ShopVisitPage);
const NotMePage = later(async () => (await import('./pages/not-me.tsx')).NotMePage);

export interface AppProps {
  readonly portal: Pick<Portal, 'config' | 'session' | 'service'>;
  readonly begin: Parameters<typeof useWords>[0];
}

export function App({ portal: { config, session, service }, begin }: AppProps) {
  const words = useWords(begin);
  return (
    // Not spread: words that are not there yet are for no one to take.
    <PortalContext.Provider value={Object.assign(words, { config, session, service })}>
      <LocationProvider>
        <Frame>
          <Router>
            <Route path="/" component={HomePage} />
            <Route path="/lines/:lineId" component={LinePage} />
            <Route path="/lines/:lineId/handsets/:enrolmentId/wipe" component={RequestPage} />
            <Route path="/wipes/:wipeId" component={WipePage} />
            <Route path="/wipes/:wipeId/record" component={RecordPage} />
            <Route path={SIGNED_OUT} component={SignedOutPage} />
            <Route path="/counter" component={CounterPage} />
            <Route path="/counter/request" component={CounterRequestPage} />
            <Route path="/counter/wipes/:wipeId" component={CounterWipePage} />
            <Route path="/approvals" component={ApprovalsPage} />
            <Route path="/models" component={ModelsPage} />
            <Route path="/how-to" component={HowToPage} />
            <Route path={SHOP_VISIT} component={ShopVisitPage} />
            <Route path="/not-me" component={NotMePage} />
            <Route default component={NotFoundPage} />
          </Router>
        </Frame>
      </LocationProvider>
    </PortalContext.Provider>
  );
}
