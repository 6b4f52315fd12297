/** The console: its pages by their addresses, for whoever may see them. */
import I18nProvider from '@cloudscape-design/components/i18n';
import english from '@cloudscape-design/components/i18n/messages/all.en';
import japanese from '@cloudscape-design/components/i18n/messages/all.ja';
import { useEffect, useMemo, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import * as z from 'zod/mini';
import type { Api } from '#browser/api/call.ts';
import { keepLanguage, type Language } from '#browser/language.ts';
import { keep, readKept } from '#browser/session/kept.ts';
import { serviceOver } from './api/service.ts';
import { Frame } from './components/frame.tsx';
import { type Console, ConsoleContext, useRole } from './console.ts';
import { NotFoundPage } from './pages/not-found.tsx';
import { PAGES } from './pages.tsx';
import { Gate } from './session/gate.tsx';
import { type Texts, textsIn } from './texts/texts.ts';
import { ZONES } from './time.ts';

const MESSAGES = { ja: [japanese], en: [english] } as const;

/** What the person has set is kept as. */
const READ_ONLY = 'read-only';
const ZONE = 'zone';

export interface AppProps {
  readonly session: Console['session'];
  readonly api: Api;
  readonly first: { readonly language: Language; readonly texts: Texts };
}

export function App({ session, api, first }: AppProps) {
  const [spoken, setSpoken] = useState(first);
  const [readOnly, setReadOnly] = useState(() => readKept(READ_ONLY, z.boolean()) ?? false);
  const [zone, setZone] = useState(() => readKept(ZONE, z.enum(ZONES)) ?? 'japan');
  const { language, texts } = spoken;
  const service = useMemo(() => serviceOver(api, { readOnly }), [api, readOnly]);
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
  useEffect(() => keep(READ_ONLY, readOnly), [readOnly]);
  useEffect(() => keep(ZONE, zone), [zone]);
  const chosen = { language, texts, speak, readOnly, setReadOnly, zone, setZone };
  return (
    <ConsoleContext value={{ session, service, ...chosen }}>
      <I18nProvider locale={language} messages={MESSAGES[language]}>
        <Frame>
          <Gate>
            <Pages />
          </Gate>
        </Frame>
      </I18nProvider>
    </ConsoleContext>
  );
}

function Pages() {
  const role = useRole();
  const theirs = PAGES.filter(({ roles }) => role !== undefined && roles.includes(role));
  return (
    <Switch>
      <Route path="/">
        <Redirect to={theirs[0]?.path ?? '/nowhere'} replace />
      </Route>
      {theirs.map(({ name, path, page }) => (
        <Route key={name} path={path}>
          {(parameters) => page(parameters)}
        </Route>
      ))}
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}
