/** The JSON that travels on the topics: a version and a compact JWS, or nothing but the version. */
import * as z from 'zod/mini';
import { Claim } from './claim.ts';

/** Compact JWS: three base64url parts. The bound keeps a rule's event far below any limit. */
const CompactJws = z
  .string()
  .check(z.maxLength(8192), z.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/));

export const SignedEnvelope = z.strictObject({ v: z.literal(1), jws: CompactJws });
export type SignedEnvelope = z.infer<typeof SignedEnvelope>;

/** "Something waits for you": carries no authority. */
export const Notice = z.strictObject({ v: z.literal(1) });
export type Notice = z.infer<typeof Notice>;

/** "Nothing waits", unsigned: a forged one only delays. `nothing` is the nonce of the claim it answers. */
export const NothingAnswer = z.strictObject({ v: z.literal(1), nothing: Claim.shape.nonce });

/** What a handset may find on its command topic. */
export const CommandAnswer = z.union([SignedEnvelope, NothingAnswer]);
export type CommandAnswer = z.infer<typeof CommandAnswer>;

/** The four topics of an enrolment. */
export const topics = (enrolmentId: string) => ({
  notice: `handsets/${enrolmentId}/notice`,
  claim: `handsets/${enrolmentId}/claim`,
  command: `handsets/${enrolmentId}/command`,
  report: `handsets/${enrolmentId}/report`,
});
