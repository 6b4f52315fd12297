/** Answers of the service inside a page: asked once, or again and again while somebody looks. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '#browser/api/call.ts';
import type { Failure } from '#browser/api/failure.ts';
import { now } from '#browser/clock.ts';

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
  return useAsked(ask, about, () => undefined);
}

/**
 * Asks again and again while the page is to be seen: when the service says, sooner once the network is back.
 * `ask` is given the tag of what is there already.
 */
export function useLive<Value>(
  ask: (etag: string | undefined) => Promise<Outcome<Value>>,
  about: string,
): Answer<Value> {
  return useAsked(ask, about, (seconds = 10) => Math.max(seconds, 1) * 1000);
}

interface Seen<Value> {
  readonly about: string;
  readonly value?: Value;
  readonly etag?: string | undefined;
  readonly failure?: Failure;
  readonly seenAt?: number;
}

function useAsked<Value>(
  ask: (etag: string | undefined) => Promise<Outcome<Value>>,
  about: string,
  /** Milliseconds until the next question; undefined for never. */
  pause: (seconds: number | undefined) => number | undefined,
): Answer<Value> {
  const [seen, setSeen] = useState<Seen<Value>>({ about });
  const [round, setRound] = useState(0);
  const latest = useRef({ ask, pause, etag: seen.etag });
  latest.current = { ask, pause, etag: seen.about === about ? seen.etag : undefined };

  useEffect(() => {
    let isOver = false;
    let isAsking = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      // One question at a time: no older answer comes after a newer one.
      if (isAsking) return;
      isAsking = true;
      clearTimeout(timer);
      const outcome = await latest.current.ask(latest.current.etag);
      isAsking = false;
      if (isOver) return;
      setSeen((before) => withOutcome(before.about === about ? before : { about }, outcome));
      const seconds = outcome.ok === false ? retryOf(outcome.failure) : outcome.retryAfter;
      const wait = latest.current.pause(seconds);
      if (wait !== undefined) timer = setTimeout(again, wait);
    };
    const again = () => {
      // Nobody looks: `visibilitychange` begins again.
      if (document.visibilityState === 'hidden') return;
      if (latest.current.pause(0) !== undefined) void run();
    };
    void run();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [about, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const { value, failure, seenAt } =
    seen.about === about ? seen : { ...({ about } as Seen<Value>) };
  return { value, failure, seenAt, reload };
}

function withOutcome<Value>(before: Seen<Value>, outcome: Outcome<Value>): Seen<Value> {
  const { about } = before;
  switch (outcome.ok) {
    case true:
      return { about, value: outcome.value, etag: outcome.etag, seenAt: now() };
    case 'same': {
      const { failure: _mended, ...kept } = before;
      return { ...kept, seenAt: now() };
    }
    case false:
      return { ...before, failure: outcome.failure };
  }
}

const retryOf = (failure: Failure) => (failure.kind === 'problem' ? failure.retryAfter : undefined);
