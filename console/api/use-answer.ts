/** Answers of the service inside a page of the console: asked once, or again and again while somebody looks. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { again, keepAsking, once, type Question, type Seen } from '#browser/api/asking.ts';
import type { Outcome } from '#browser/api/call.ts';

export interface Answer<Value> extends Seen<Value> {
  readonly reload: () => void;
  /** Milliseconds after which it should have been seen anew, with one time missed; none where it is asked for once. */
  readonly staleAfter?: number;
}

/** Asks once, and again on `reload`. `about` is what the question is about: another one asks anew. */
export const useAnswer = <Value>(ask: () => Promise<Outcome<Value>>, about: string) =>
  useAsked({ ask, pause: once }, about);

/**
 * Asks again and again while the page is to be seen; `ask` is given the tag of what is there already. `pause` is how long
 * between, or `once` where what it asks for stays as it is.
 */
export const useLive = <Value>(
  ask: Question<Value>['ask'],
  about: string,
  pause: Question<Value>['pause'] = again,
) => useAsked({ ask, pause }, about);

function useAsked<Value>(question: Question<Value>, about: string): Answer<Value> {
  const [held, setHeld] = useState<{ about: string; seen: Seen<Value> }>({ about, seen: {} });
  const [round, setRound] = useState(0);
  const latest = useRef(question);
  latest.current = question;

  useEffect(
    () =>
      keepAsking(
        () => latest.current,
        (change) =>
          setHeld((before) => ({ about, seen: change(before.about === about ? before.seen : {}) })),
      ),
    [about, round],
  );

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const nothing: Seen<Value> = {};
  const pause = question.pause(undefined);
  return {
    ...(held.about === about ? held.seen : nothing),
    reload,
    ...(pause !== undefined && { staleAfter: 2 * pause }),
  };
}
