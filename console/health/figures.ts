/** What the answer about the service's health comes to in charts and tables. */
import type * as z from 'zod/mini';
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { EndReasonCode } from '#functions/contract/end-reasons.ts';
import type { HealthView } from '#functions/contract/ops-bodies.ts';
import type { Texts } from '../texts/texts.ts';
import { UNITS, type Unit } from '../time.ts';

export type Health = z.infer<typeof HealthView>;
export type Spread = Health['timeToClaim'];

/** Every state in the order of a wipe's life, also those that no wipe is in. */
export const countsOf = (
  states: Health['states'],
): readonly { readonly state: WipeState; readonly wipes: number }[] =>
  STATE_NAMES.map((state) => ({ state, wipes: states[state] ?? 0 }));

export interface Count {
  readonly wipes: number;
  /** Whether these are all. */
  readonly complete: boolean;
}

/** How many, with a mark where there are more than were counted. */
export const countText = ({ wipes, complete }: Count): string =>
  complete ? String(wipes) : `${wipes}+`;

/** Those with no command as yet: what a withdrawal cancels. */
const UNCLAIMED: readonly WipeState[] = [
  'requested',
  'awaiting-approval',
  'held',
  'waiting-for-handset',
];

type Counted = Pick<Health, 'states' | 'open'>;

const OPEN = STATE_NAMES.filter((state) => !hasEnded(state));

/**
 * How many are in some of the states that are no end. By state only the newest are counted that were asked for: these are
 * all where they are as many as are open, whenever those were asked for.
 */
function countIn({ states, open }: Counted, some: readonly WipeState[]): Count {
  const sumOf = (summed: readonly WipeState[]) =>
    summed.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return { wipes: sumOf(some), complete: open.complete && sumOf(OPEN) >= open.wipes };
}

export const heldOf = (counted: Counted): Count => countIn(counted, ['held']);
export const unclaimedOf = (counted: Counted): Count => countIn(counted, UNCLAIMED);

/** What counts and times are of, in words. */
export function restsOn(
  { wipes, complete }: Pick<Health['sample'], 'wipes' | 'complete'>,
  words: Texts['health']['restsOn'],
): string {
  const count = wipes.toLocaleString('en');
  return complete ? words.all(count) : words.newest(count);
}

/** Of fewer wipes the 99th percentile is the slowest, by nearest rank. */
const ENOUGH = 100;

export const isSlowest = (percentile: Percentile, { of }: Pick<Spread, 'of'>): boolean =>
  percentile === 'p99' && of < ENOUGH;

export const PERCENTILES = ['p50', 'p99'] as const;
export type Percentile = (typeof PERCENTILES)[number];

export interface Times {
  /** Of the axis: the greatest unit of which the slowest has one. */
  readonly unit: Unit;
  readonly bars: readonly { readonly percentile: Percentile; readonly value: number }[];
}

/** A chart of one time; no bars where no wipe had it. */
export function timesOf({ p50Seconds, p99Seconds }: Spread): Times {
  const seconds = { p50: p50Seconds, p99: p99Seconds };
  const longest = Math.max(0, p50Seconds ?? 0, p99Seconds ?? 0) * 1000;
  const [unit, length] = UNITS.find(([, size]) => longest >= size) ?? SECONDS;
  const bars = PERCENTILES.flatMap((percentile) => {
    const value = seconds[percentile];
    return value === undefined ? [] : [{ percentile, value: (value * 1000) / length }];
  });
  return { unit, bars };
}

const SECONDS = ['seconds', 1000] as const;

/** Seconds as its two greatest units, or to a tenth of a second below a minute. */
export function lengthOf(seconds: number): readonly (readonly [count: number, unit: Unit])[] {
  if (seconds < 60) return [[Math.round(seconds * 10) / 10, 'seconds']];
  let left = Math.round(seconds) * 1000;
  const parts = UNITS.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return [count, unit] as const;
  });
  const first = parts.findIndex(([count]) => count > 0);
  return parts.slice(first, first + 2).filter(([count]) => count > 0);
}

type Words = Readonly<Record<'means' | 'todo', string>>;

/** What a reason means in the words of these pages; the service's own where it has come to have a reason that is new here. */
export const wordsOfEnd = (
  { reason, means, todo }: Words & { readonly reason: string },
  words: Readonly<Record<EndReasonCode, Words>>,
): Words => Object.entries(words).find(([code]) => code === reason)?.[1] ?? { means, todo };
