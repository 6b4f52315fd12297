/** Answers of the service inside a page: asked once, or again and again while somebody looks. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { again, keepAsking, once, type Question, type Seen } from '#browser/api/asking.ts';
import type { Outcome } from '#browser/api/call.ts';
import type { Failure } from '#browser/api/failure.ts';

export interface Answer<Value> {
  /** The newest there is, also while asking again fails. */
  readonly value: Value | undefined;
  readonly failure: Failure | undefined;
  /** When it last held, epoch milliseconds. */
  readonly seenAt: number | undefined;
  readonly reload: () => void;
}

/** Asks once, whether or not the page is to be seen, and again on `reload`. `about` is what the question is about: another one asks anew. */
export function useAnswer<Value>(ask: () => Promise<Outcome<Value>>, about: string): Answer<Value> {
  return useAsked({ ask, pause: once }, about);
}

/**
 * Asks again and again while the page is to be seen: when the service says, sooner once the network is back.
 * `ask` is given the tag of what is there already.
 */
export function useLive<Value>(
  ask: (etag: string | undefined) => Promise<Outcome<Value>>,
  about: string,
): Answer<Value> {
  return useAsked({ ask, pause: again }, about);
}

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
  const { value, failure, seenAt } = held.about === about ? held.seen : nothing;
  return { value, failure, seenAt, reload };
}
