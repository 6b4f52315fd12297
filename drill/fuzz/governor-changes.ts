/** Whether what became of the governor's counts and journals is explained by what people rightly did. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { placeOf, SCOPE_OF } from '#domain/governor/limits.ts';
import { DISPATCH_SCOPE } from '#domain/governor/switch.ts';
import type { Item } from '../crash/evidence.ts';
import type { Deed, Deeds } from './deeds.ts';

export interface CountsAllowed {
  readonly opened: ReadonlySet<string>;
  readonly deeds: Deeds;
  /** Where a wipe counts by its own item, as it is now. */
  readonly countedIn: (wipeId: string) => readonly string[];
}

/** Journals are where no count is. */
export const isOfJournal = ({ scope }: Item) =>
  scope === DISPATCH_SCOPE || String(scope).startsWith('clerk-standing#');

const JournalEntry = z.looseObject({
  scope: z.string(),
  type: z.string(),
  by: z.looseObject({ id: z.string() }),
});

/** Whose deed an entry tells; undefined where it cannot be read. */
export function deedOf(entry: Item): Deed | undefined {
  const { scope: about, type, by } = JournalEntry.safeParse(entry).data ?? {};
  if (about === undefined || type === undefined || by === undefined) return undefined;
  return { about, type, by: by.id };
}

const Count = z.looseObject({
  scope: z.string(),
  window: z.string(),
  ids: z.set(z.string()).optional(),
});

type Count = z.infer<typeof Count>;

/** A search is nobody's wipe: it counts under an id of its own for whoever searches. */
const isSearch = ({ scope }: Count) => scope.startsWith(SCOPE_OF.clerkSearches);

/**
 * What people did counts there, whatever becomes of the wipe. A cancellation that lost its race is taken off again by the
 * very call that counted it: nobody has seen it counted.
 */
const isForGood = ({ scope }: Count) =>
  [SCOPE_OF.clerkSearches, SCOPE_OF.clerkRequests, SCOPE_OF.operator].some((beginning) =>
    scope.startsWith(beginning),
  );

/** Wipes come in that were rightly asked for or let out, and go that ended; nothing else changes. */
export function isCountDue(was: Item | undefined, is: Item, allowed: CountsAllowed): boolean {
  const now = Count.safeParse(is).data;
  if (now === undefined) return false;
  const before = Count.safeParse(was).data?.ids ?? new Set<string>();
  const after = now.ids ?? new Set<string>();
  const entered = [...after].filter((id) => !before.has(id));
  const left = [...before].filter((id) => !after.has(id));
  // Who counted a wipe stands under its id.
  const mayDiffer = new Set(['ids', ...entered, ...left]);
  const earlier = was ?? { scope: now.scope, window: now.window, expiresAt: is['expiresAt'] };
  const names = new Set([...Object.keys(earlier), ...Object.keys(is)]);
  return (
    [...names].every((name) => mayDiffer.has(name) || isDeepStrictEqual(earlier[name], is[name])) &&
    entered.every((id) => isSearch(now) || mayEnter(id, now, allowed)) &&
    left.every((id) => !isForGood(now) && allowed.deeds.has(id, 'cancelled', 'rejected'))
  );
}

function mayEnter(
  wipeId: string,
  place: { readonly scope: string; readonly window: string },
  { opened, deeds, countedIn }: CountsAllowed,
): boolean {
  if (place.scope.startsWith(SCOPE_OF.operator))
    return deeds.has(wipeId, 'cancelled', 'cancel-requested');
  if (place.scope.startsWith(SCOPE_OF.clerkRequests)) return opened.has(wipeId);
  const isRight = opened.has(wipeId) || (place.scope === 'total' && deeds.has(wipeId, 'approved'));
  return isRight && countedIn(wipeId).includes(placeOf(place));
}
