/** When a schedule fires next. */
import * as z from 'zod';
import type { Expression } from './expression.ts';

/** What is kept of a schedule from start to start. */
export const firingState = z.strictObject({
  arn: z.string(),
  /** The expression that `since` belongs to: another one starts anew. */
  expression: z.string(),
  /** When the schedule was first seen, epoch milliseconds on the cloud's clock: rates count from here. */
  since: z.number(),
  /** When it last fired, or null. */
  firedAt: z.number().nullable(),
});
export type FiringState = z.infer<typeof firingState>;

/**
 * The next time, or `undefined` when there is none. Times that went by while the cloud was off or while the clock
 * was pushed forward count as one: the earliest of them is answered, and after it fired the next one lies ahead.
 * AWS would have fired at each.
 */
export function nextFiring(
  expression: Expression,
  { since, firedAt }: Pick<FiringState, 'since' | 'firedAt'>,
  { startsAtOnce }: { readonly startsAtOnce: boolean },
): number | undefined {
  if (expression.kind === 'once')
    return firedAt === null && expression.at >= since ? expression.at : undefined;
  const { period } = expression;
  if (firedAt === null) return startsAtOnce ? since : since + period;
  return since + (Math.floor((firedAt - since) / period) + 1) * period;
}
