/**
 * Journals of what people decide about the whole service: entries are only ever appended, each bound by its hash to
 * the one before. The newest one carries the state that it led to, so that one reading tells what holds now.
 */
import * as z from 'zod/mini';
import { isWhole, link, verifyLinks } from '../audit/chain.ts';
import { digest } from '../audit/digest.ts';
import { Actor } from '../audit/event.ts';
import { Fault } from '../fault.ts';

/** A journal's entry, by the schemas of its types and of its state. */
export function entrySchema<Type extends string, State extends z.ZodMiniType>(
  types: readonly Type[],
  state: State,
) {
  return z.strictObject({
    /** 1, 2, 3, … without a gap. */
    n: z.int(),
    /** Epoch milliseconds. */
    at: z.int(),
    type: z.enum(types),
    by: Actor,
    /** In the words of who decided. */
    reason: z.optional(z.string()),
    /** The number of the entry that this one confirms or has carried out. */
    of: z.optional(z.int()),
    /** How many wipes it came to. */
    count: z.optional(z.int()),
    /** What holds from here on. */
    state,
    previous: z.string(),
    hash: z.string(),
  });
}

export interface Entry<Type extends string = string, State = unknown> {
  readonly n: number;
  readonly at: number;
  readonly type: Type;
  readonly by: Actor;
  readonly reason?: string | undefined;
  readonly of?: number | undefined;
  readonly count?: number | undefined;
  readonly state: State;
  readonly previous: string;
  readonly hash: string;
}

/** An entry before it is bound to its journal. */
export type Unbound<E extends Entry> = Omit<E, 'n' | 'previous' | 'hash'>;

/** What a decision on the newest entry comes to: another entry, or the name of why there is none. */
export type Decision<E extends Entry, No extends string> =
  | { readonly kind: 'entry'; readonly entry: Unbound<E> }
  | { readonly kind: No };

/** A journal starts at its own scope, so that no entry fits another journal. */
const rootOf = (scope: string) => digest(`journal:${scope}`);

/** Binds an entry to the newest one. */
export function append<E extends Entry>(
  scope: string,
  newest: E | undefined,
  entry: Unbound<E>,
): Unbound<E> & Pick<E, 'n' | 'previous' | 'hash'> {
  return link(rootOf(scope), newest, entry);
}

/**
 * The newest entry, as it may be acted on.
 * @throws Fault `journal-broken` for one that was altered, or that does not stand where its number says.
 */
export function trusted<E extends Entry>(entry: E, n: number): E {
  if (entry.n !== n || !isWhole(entry))
    throw new Fault('journal-broken', `entry ${n} is not as it was written`);
  return entry;
}

/** A place in a journal that is known from elsewhere, such as the log. */
export interface KnownPlace {
  readonly n: number;
  readonly hash: string;
}

export type JournalVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | {
      readonly intact: false;
      /** The number of the first entry that is not as it was written. */
      readonly at: number;
      readonly why: 'number' | 'link' | 'content' | 'cut' | 'rewritten';
    };

/**
 * Checks a whole journal, oldest entry first. Whether its end was cut off, or all of it written anew, shows only
 * against a place that is known from elsewhere.
 */
export function verifyJournal(
  scope: string,
  entries: readonly Entry[],
  known?: KnownPlace,
): JournalVerdict {
  const verdict = verifyLinks(rootOf(scope), entries);
  if (!verdict.intact) return verdict;
  if (known !== undefined && known.n > entries.length)
    return { intact: false, at: entries.length + 1, why: 'cut' };
  if (known !== undefined && entries[known.n - 1]?.hash !== known.hash)
    return { intact: false, at: known.n, why: 'rewritten' };
  return { intact: true, entries: entries.length, head: verdict.head };
}
