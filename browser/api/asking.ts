/** Asks the service something, once or again and again while somebody looks, one question at a time. */
import { now } from '../clock.ts';
import type { Outcome } from './call.ts';
import type { Failure } from './failure.ts';

/** What is known of the answer so far. */
export interface Seen<Value> {
  /** The newest there is, also while asking again fails. */
  readonly value?: Value;
  readonly etag?: string | undefined;
  readonly failure?: Failure;
  /** When it last held, epoch milliseconds. */
  readonly seenAt?: number;
}

export interface Question<Value> {
  /** Is given the tag of what is there already. */
  readonly ask: (etag: string | undefined) => Promise<Outcome<Value>>;
  /** Milliseconds until it is asked again, by the seconds that the answer names; undefined for never. */
  readonly pause: (seconds: number | undefined) => number | undefined;
}

/** Never again. */
export const once = (): undefined => undefined;

/** When the service says, else every ten seconds. */
export const again = (seconds = 10): number => Math.max(seconds, 1) * 1000;

/**
 * Begins at once, whether or not the page is to be seen; repeats skip a hidden page, and come sooner once it is seen
 * again or the network is back. `question` answers what is asked now. Answers what ends it: nothing is told after that.
 */
export function keepAsking<Value>(
  question: () => Question<Value>,
  tell: (change: (before: Seen<Value>) => Seen<Value>) => void,
): () => void {
  let isOver = false;
  let isAsking = false;
  let etag: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => {
    // No older answer comes after a newer one.
    if (isAsking) return;
    isAsking = true;
    clearTimeout(timer);
    const outcome = await question().ask(etag);
    isAsking = false;
    if (isOver) return;
    if (outcome.ok === true) ({ etag } = outcome);
    tell((before) => withOutcome(before, outcome));
    const seconds = outcome.ok === false ? retryOf(outcome.failure) : outcome.retryAfter;
    const wait = question().pause(seconds);
    if (wait !== undefined) timer = setTimeout(next, wait);
  };
  const next = () => {
    // Nobody looks: `visibilitychange` begins again.
    if (document.visibilityState === 'hidden') return;
    if (question().pause(0) !== undefined) void run();
  };
  void run();
  addEventListener('online', next);
  document.addEventListener('visibilitychange', next);
  return () => {
    isOver = true;
    clearTimeout(timer);
    removeEventListener('online', next);
    document.removeEventListener('visibilitychange', next);
  };
}

function withOutcome<Value>(before: Seen<Value>, outcome: Outcome<Value>): Seen<Value> {
  switch (outcome.ok) {
    case true:
      return { value: outcome.value, etag: outcome.etag, seenAt: now() };
    case 'same': {
      const { failure: _mended, ...kept } = before;
      return { ...kept, seenAt: now() };
    }
    case false:
      return { ...before, failure: outcome.failure };
  }
}

const retryOf = (failure: Failure) => (failure.kind === 'problem' ? failure.retryAfter : undefined);
