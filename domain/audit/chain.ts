/** Lists whose members are bound by hashes, a wipe's events first of all: append, and find the place of tampering. */
import { digest, digestOf } from './digest.ts';
import type { AuditEvent } from './event.ts';

/** What binds a member to the one before it. */
export interface Link {
  /** 1, 2, 3, … without a gap. */
  readonly n: number;
  /** Hash of member n-1, or the root of the list for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** Binds a member to `last`, or to the root of a list that is empty. */
export function link<Content extends object>(
  root: string,
  last: Link | undefined,
  content: Content,
): Content & Link {
  const bound = { ...content, n: (last?.n ?? 0) + 1, previous: last?.hash ?? root };
  return { ...bound, hash: digestOf(bound) };
}

/** Whether a member's hash is that of its content. */
export function isWhole({ hash, ...content }: Link): boolean {
  return digestOf(content) === hash;
}

export type ChainVerdict =
  | { readonly intact: true; readonly head: string }
  /** `at` is the number of the first member that does not fit. */
  | { readonly intact: false; readonly at: number; readonly why: 'number' | 'link' | 'content' };

/** Checks a whole list. A cut at the end cannot be seen from the list alone: compare `head` with one kept elsewhere. */
export function verifyLinks(root: string, members: readonly Link[]): ChainVerdict {
  let previous = root;
  for (const [index, member] of members.entries()) {
    const at = index + 1;
    if (member.n !== at) return { intact: false, at, why: 'number' };
    if (member.previous !== previous) return { intact: false, at, why: 'link' };
    if (!isWhole(member)) return { intact: false, at, why: 'content' };
    previous = member.hash;
  }
  return { intact: true, head: previous };
}

/** An event before it is bound to the chain. */
export type UnchainedEvent = Omit<AuditEvent, keyof Link>;

/** The chain starts at the wipe's own id, so no event list fits another wipe. */
const rootOf = (wipeId: string) => digest(`wipe:${wipeId}`);

/** Binds an event to the end of a wipe's list. */
export function chain(
  wipeId: string,
  events: readonly AuditEvent[],
  event: UnchainedEvent,
): AuditEvent {
  return link(rootOf(wipeId), events.at(-1), event);
}

/** Checks a wipe's whole list. What was cut off at its end shows against the sealed record's head. */
export function verifyChain(wipeId: string, events: readonly AuditEvent[]): ChainVerdict {
  return verifyLinks(rootOf(wipeId), events);
}
