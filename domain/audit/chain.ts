/** The hash-chained event list of a wipe: append to it, and find the place where it was tampered with. */
import { digest, digestOf } from './digest.ts';
import type { AuditEvent } from './event.ts';

/** An event before it is bound to the chain. */
export type UnchainedEvent = Omit<AuditEvent, 'n' | 'previous' | 'hash'>;

/** The chain starts at the wipe's own id, so no event list fits another wipe. */
const root = (wipeId: string) => digest(`wipe:${wipeId}`);

/** Binds an event to the end of a wipe's list. */
export function chain(
  wipeId: string,
  events: readonly AuditEvent[],
  event: UnchainedEvent,
): AuditEvent {
  const last = events.at(-1);
  const bound = { ...event, n: events.length + 1, previous: last?.hash ?? root(wipeId) };
  return { ...bound, hash: digestOf(bound) };
}

export type ChainVerdict =
  | { readonly intact: true; readonly head: string }
  /** `at` is the number of the first event that does not fit. */
  | { readonly intact: false; readonly at: number; readonly why: 'number' | 'link' | 'content' };

/**
 * Checks the whole list. A cut at the end cannot be seen from the list alone: compare `head` with the
 * sealed record's.
 */
export function verifyChain(wipeId: string, events: readonly AuditEvent[]): ChainVerdict {
  let previous = root(wipeId);
  for (const [index, event] of events.entries()) {
    const at = index + 1;
    const { hash, ...content } = event;
    if (event.n !== at) return { intact: false, at, why: 'number' };
    if (event.previous !== previous) return { intact: false, at, why: 'link' };
    if (digestOf(content) !== hash) return { intact: false, at, why: 'content' };
    previous = hash;
  }
  return { intact: true, head: previous };
}
