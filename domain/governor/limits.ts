/**
 * How much may be asked for, searched for, cancelled and let out: what counts together, in which windows, and up to how
 * many.
 */
import type { Line } from '../line/line.ts';
import { type Window, type WindowKind, windowAt } from './windows.ts';

/** What a deployment sets for clerks and shops. */
export interface ClerkLimits {
  readonly clerkHour: number;
  /** More than these in an hour, and a second person must agree. */
  readonly clerkSoftHour: number;
  readonly shopDay: number;
  /** Requests in an hour, whatever became of them. */
  readonly clerkRequestsHour: number;
}

/** What it sets for people of operations. */
export interface OperatorLimits {
  /** Wipes that one of them may cancel in an hour. */
  readonly operatorHour: number;
}

/** What it sets for clerks who look for lines. */
export interface SearchLimits {
  readonly clerkSearchesHour: number;
}

/** What it sets for people who ask for their own account. */
export interface AccountLimits {
  readonly accountDay: number;
  /** Where the line is on a business plan, in place of `accountDay`. */
  readonly businessHour: number;
}

/** What it sets for all wipes together. */
export interface TotalLimits {
  readonly total5Minutes: number;
  readonly totalHour: number;
  readonly totalDay: number;
}

/** How a scope begins that is somebody's; whose it is follows. All wipes together are one scope, `total`. */
export const SCOPE_OF = {
  clerk: 'clerk#',
  clerkRequests: 'clerk-requests#',
  clerkSearches: 'clerk-searches#',
  shop: 'shop#',
  account: 'account#',
  operator: 'operator#',
} as const;

export interface Limit {
  /** What people are told of it. */
  readonly rule:
    | 'clerk'
    | 'clerk-requests'
    | 'search'
    | 'shop'
    | 'account'
    | 'business'
    | 'operator'
    | 'total';
  /** What counts together. */
  readonly scope: string;
  readonly kind: WindowKind;
  readonly most: number;
}

export const clerkLimit = (person: string, { clerkHour: most }: ClerkLimits): Limit => ({
  rule: 'clerk',
  scope: `${SCOPE_OF.clerk}${person}`,
  kind: 'hour',
  most,
});

/** What a clerk asked for, cancelled since or not: it stays counted. */
export const clerkRequestsLimit = (
  person: string,
  { clerkRequestsHour: most }: ClerkLimits,
): Limit => ({
  rule: 'clerk-requests',
  scope: `${SCOPE_OF.clerkRequests}${person}`,
  kind: 'hour',
  most,
});

/** Numbers that a clerk looks for: each search counts, whether it finds a line or none. */
export const searchLimit = (person: string, { clerkSearchesHour: most }: SearchLimits): Limit => ({
  rule: 'search',
  scope: `${SCOPE_OF.clerkSearches}${person}`,
  kind: 'hour',
  most,
});

export const shopLimit = (shop: string, { shopDay: most }: ClerkLimits): Limit => ({
  rule: 'shop',
  scope: `${SCOPE_OF.shop}${shop}`,
  kind: 'day',
  most,
});

export const operatorLimit = (person: string, { operatorHour: most }: OperatorLimits): Limit => ({
  rule: 'operator',
  scope: `${SCOPE_OF.operator}${person}`,
  kind: 'hour',
  most,
});

/**
 * Wipes that people ask for themselves. What a clerk asks for does not count for the account: else a stolen clerk could
 * use up what its own people need.
 */
export function accountLimit(
  account: string,
  plan: Line['plan'],
  { accountDay, businessHour }: AccountLimits,
): Limit {
  const scope = `${SCOPE_OF.account}${account}`;
  return plan === 'business'
    ? { rule: 'business', scope, kind: 'hour', most: businessHour }
    : { rule: 'account', scope, kind: 'day', most: accountDay };
}

/** Where a wipe counts that is let out; the shortest window first, for it is the first to be full. */
export function totalLimits(limits: TotalLimits): readonly Limit[] {
  const total = { rule: 'total', scope: 'total' } as const;
  return [
    { ...total, kind: '5min', most: limits.total5Minutes },
    { ...total, kind: 'hour', most: limits.totalHour },
    { ...total, kind: 'day', most: limits.totalDay },
  ];
}

/** Ids in one item. An item may have 400 KB, and each write costs by all of it. */
export const MOST_IN_SHARD = 400;

/** One item of a window's count. */
export interface Shard {
  readonly scope: string;
  /** The window's name and the number of the shard, `day 2026-03-11.0`. */
  readonly window: string;
  readonly most: number;
}

/** The shards of a limit's window, each with its part of the limit: together they hold the limit and no more. */
export function shardsOf({ scope, most }: Limit, { name }: Pick<Window, 'name'>): Shard[] {
  const count = Math.max(1, Math.ceil(most / MOST_IN_SHARD));
  return Array.from({ length: count }, (_, n) => ({
    scope,
    window: `${name}.${n}`,
    most: Math.floor(most / count) + (n < most % count ? 1 : 0),
  }));
}

/** `{scope}|{window}`, as a wipe keeps where it counts. */
export const placeOf = ({ scope, window }: Pick<Shard, 'scope' | 'window'>) => `${scope}|${window}`;

/** The key behind a place. A scope may have any character in it, a window has no bar. */
export function keyOfPlace(place: string): { scope: string; window: string } {
  const bar = place.lastIndexOf('|');
  return { scope: place.slice(0, bar), window: place.slice(bar + 1) };
}

/** Whole seconds from `at` until the limit's window ends and the next one begins empty; at least 1. */
export function secondsLeft({ kind }: Pick<Limit, 'kind'>, at: number): number {
  return Math.max(1, Math.ceil((windowAt(kind, at).endsAt - at) / 1000));
}
