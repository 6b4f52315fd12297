/** The handset's signed question "what waits for me?" (`handsets/{enrolmentId}/claim`). */
import * as z from 'zod/mini';

export const CLAIM_TYPE = 'wipe-claim+jwt';

export const Claim = z.strictObject({
  enrolmentId: z.string().check(z.length(43)),
  /** Fresh for each claim; a new one voids all older ones of the handset. */
  nonce: z.string().check(z.minLength(22), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/)),
  /** `none`, or the hash of the command that the handset has. */
  holding: z.union([z.literal('none'), z.string().check(z.length(43))]),
  /** Raised and persisted before each claim. */
  counter: z.int().check(z.gte(1)),
});
export type Claim = z.infer<typeof Claim>;
