/** The pages of the console by their addresses, for whoever may see them. */
import I18nProvider from '@cloudscape-design/components/i18n';
import english from '@cloudscape-design/components/i18n/messages/all.en';
import japanese from '@cloudscape-design/components/i18n/messages/all.ja';
import { useEffect, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { keepLanguage, type Language } from '#browser/language.ts';
import { Frame } from './components/frame.tsx';
import { SignInGate } from './components/sign-in-gate.tsx';
import { type Console, ConsoleContext } from './console.ts';
import { DispatchPage } from './pages/dispatch.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { WipePage } from './pages/wipe.tsx';
import { WipesPage } from './pages/wipes.tsx';
import { type Texts, textsIn } from './texts/texts.ts';

const MESSAGES = { ja: [japanese], en: [english] } as const;

export interface AppProps {
  readonly console: Pick<Console, 'session' | 'service'>;
  readonly first: { readonly language: Language; readonly texts: Texts };
}

export function App({ console, first }: AppProps) {
  const [spoken, setSpoken] = useState(first);
  const { language, texts } = spoken;
  const speak = (wanted: Language) => {
    keepLanguage(wanted);
    textsIn(wanted).then(
      (words) => setSpoken({ language: wanted, texts: words }),
      // It stays as it is: the words of the other language could not be fetched.
      () => undefined,
    );
  };
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ConsoleContext value={{ ...console, language, texts, speak }}>
      <I18nProvider locale={language} messages={MESSAGES[language]}>
        <Frame>
          <SignInGate>
            <Switch>
              <Route path="/">
                <Redirect to="/wipes" replace />
              </Route>
              <Route path="/wipes">
                <WipesPage />
              </Route>
              <Route path="/wipes/:wipeId">{({ wipeId }) => <WipePage wipeId={wipeId} />}</Route>
              <Route path="/dispatch">
                <DispatchPage />
              </Route>
              <Route>
                <NotFoundPage />
              </Route>
            </Switch>
          </SignInGate>
        </Frame>
      </I18nProvider>
    </ConsoleContext>
  );
}
