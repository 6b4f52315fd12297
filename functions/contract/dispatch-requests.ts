/** What the switch of the service and the standing of clerks take, as schemas. */
import * as z from 'zod/mini';
import { reason } from './scalars.ts';

/** Nothing is done without a reason. */
export const DecideWithReason = z.strictObject({ reason });

export const ConfirmProposal = z.strictObject({
  /** The number of the proposal as it was shown: one that was made again has another. */
  proposal: z.int().check(z.gte(1), z.lte(1_000_000_000)),
  reason,
});
