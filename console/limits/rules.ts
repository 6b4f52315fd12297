/** The limits of the governor as operators look at them: whose they are, and how full their windows. */
import type * as z from 'zod/mini';
import type { LimitView } from '#functions/contract/bodies.ts';

export type Limit = z.infer<typeof LimitView>;
export type LimitRule = Limit['rule'];

/** Whose use can be asked for, by the parameter of the API. */
export const OWNERS = ['clerk', 'shop', 'account', 'operator'] as const;
export type Owner = (typeof OWNERS)[number];

/** Who has to be named for a count of it; a line's is counted by its wipes, and all wipes' is always there. */
export const OWNER_OF: Readonly<Record<LimitRule, Owner | undefined>> = {
  total: undefined,
  line: undefined,
  clerk: 'clerk',
  'clerk-requests': 'clerk',
  search: 'clerk',
  shop: 'shop',
  account: 'account',
  business: 'account',
  operator: 'operator',
};

export type Fullness = 'free' | 'near' | 'full';

/** The share of its cap from which on a window is told to be near it. */
const NEAR = 0.8;

/** Undefined where nothing is counted. A cap of none is full from the beginning. */
export function fullnessOf({ count, most }: Pick<Limit, 'count' | 'most'>): Fullness | undefined {
  if (count === undefined) return undefined;
  if (count >= most) return 'full';
  return count >= NEAR * most ? 'near' : 'free';
}

/** How much of it is used, from 0 to 100. */
export function percentOf({ count = 0, most }: Pick<Limit, 'count' | 'most'>): number {
  return most === 0 ? 100 : Math.min(100, (count / most) * 100);
}
