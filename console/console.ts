/** What every page of the console has at hand: who is signed in, the service, the texts, and whether it may act. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { Language } from '#browser/language.ts';
import type { Session, SessionState } from '#browser/session/session.ts';
import type { Service } from './api/service.ts';
import type { Texts } from './texts/texts.ts';
import type { Zone } from './time.ts';

export interface Console {
  readonly session: Session;
  readonly service: Service;
  readonly language: Language;
  readonly texts: Texts;
  readonly speak: (language: Language) => void;
  /** The clock that times are told by. */
  readonly zone: Zone;
  readonly setZone: (zone: Zone) => void;
  /** Whether nothing is to be done from this tab, by its person's own wish. */
  readonly readOnly: boolean;
  readonly setReadOnly: (readOnly: boolean) => void;
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (console === undefined) throw new Error('a page outside the console');
  return console;
}

export const useTexts = (): Texts => useConsole().texts;

/** Who is signed in, as it changes. */
export function useSession(): SessionState {
  const { session } = useConsole();
  const [state, setState] = useState(session.state);
  useEffect(() => {
    setState(session.state);
    return session.listen(() => setState(session.state));
  }, [session]);
  return state;
}

/** The role of whoever is signed in; undefined where nobody is. */
export function useRole() {
  const state = useSession();
  return state.kind === 'signed-in' ? state.claims.role : undefined;
}

/** Who is signed in, as the service compares people; undefined where nobody is. */
export function useWho() {
  const state = useSession();
  if (state.kind !== 'signed-in') return undefined;
  const { role, person = '' } = state.claims;
  return { role, person };
}
