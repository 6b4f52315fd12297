/** The pages by their addresses. What only some people open is fetched when they do. */

import { useEffect, useState } from 'preact/hooks';
import { LocationProvider, Route, Router } from 'preact-iso';
import { Frame } from './components/frame.tsx';
import { HomePage } from './pages/home.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { SignedOutPage } from './pages/signed-out.tsx';
import { type Portal, PortalContext } from './portal.ts';
import { keepLanguage, type Language } from './texts/language.ts';
import { type Texts, textsIn } from './texts/texts.ts';

export interface AppProps {
  readonly portal: Omit<Portal, 'language' | 'texts' | 'speak'>;
  readonly first: { readonly language: Language; readonly texts: Texts };
}

export function App({ portal, first }: AppProps) {
  const [{ language, texts }, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = async (chosen: Language) => {
    keepLanguage(chosen);
    setSpoken({ language: chosen, texts: await textsIn(chosen) });
  };
  return (
    <PortalContext.Provider value={{ ...portal, language, texts, speak }}>
      <LocationProvider>
        <Frame>
          <Router>
            <Route path="/" component={HomePage} />
            <Route path="/signed-out" component={SignedOutPage} />
            <Route default component={NotFoundPage} />
          </Router>
        </Frame>
      </LocationProvider>
    </PortalContext.Provider>
  );
}
