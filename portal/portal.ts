/** What every page has at hand: the deployment's words about itself, who is signed in, the service, the texts. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Language } from '#browser/language.ts';
import type { Session, SessionState } from '#browser/session/session.ts';
import type { Service } from './api/service.ts';
import type { Config } from './config.ts';
import type { FirstTexts, Texts } from './texts/texts.ts';

export interface Portal {
  readonly config: Config;
  readonly session: Session;
  readonly service: Service;
  readonly language: Language;
  /** What is there from the beginning. */
  readonly first: FirstTexts;
  /** How it stands with the rest of the words. */
  readonly rest: 'coming' | 'there' | 'not-fetched';
  /** All words. @throws where the rest is not there: only what `later` shows may want them. */
  readonly texts: Texts;
  /** Answers whether the words could be fetched. */
  readonly speak: (language: Language) => Promise<boolean>;
}

export const PortalContext = createContext<Portal | undefined>(undefined);

export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (portal === undefined) throw new Error('a page outside the portal');
  return portal;
}

export const useTexts = (): Texts => usePortal().texts;

/** Words that need not be waited for: of the first screen, and of what stands around every page. */
export const useFirstTexts = (): FirstTexts => usePortal().first;

/** Who is signed in, as it changes. */
export function useSession(): SessionState {
  const { session } = usePortal();
  const [state, setState] = useState(session.state);
  useEffect(() => {
    setState(session.state);
    return session.listen(() => setState(session.state));
  }, [session]);
  return state;
}
