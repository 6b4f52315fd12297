/** One life of a handset between two resets, as it is stored. */
import * as z from 'zod/mini';
import { PublicJwk } from '../protocol/signature.ts';
import { DAY } from '../wipe/settings.ts';
import type { Line, LineEnrolment } from './line.ts';

export const Enrolment = z.strictObject({
  enrolmentId: z.string(),
  handsetId: z.string(),
  lineId: z.string(),
  enrolmentKey: PublicJwk,
  model: z.string(),
  sim: z.enum(['nano', 'esim', 'dual', 'unknown']),
  preset: z.enum(['done', 'not_done', 'unknown']),
  software: z.string(),
  app: z.string(),
  /** Where a push wake-up goes: the platform endpoint made of the push token. */
  pushEndpoint: z.optional(z.string()),
  certificateArn: z.string(),
  /**
   * Those before the present one, oldest first. The answers that brought the later ones may have been lost, so each
   * stays in use until a claim comes over a later one.
   */
  formerCertificateArns: z.optional(z.array(z.string()).check(z.minLength(1))),
  /** `current`: its line's newest. `replaced`: other hardware came after it. `over`: a reset or the same hardware ended it. */
  state: z.enum(['current', 'replaced', 'over']),
  enrolledAt: z.int(),
  lastSeenAt: z.int(),
  renewalCounter: z.int(),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** Every certificate that can still act as the enrolment. */
export function certificatesInUse(enrolment: Enrolment): string[] {
  const { certificateArn, formerCertificateArns = [] } = enrolment;
  return [...formerCertificateArns, certificateArn];
}

/** How long a handset that another one replaced can still be wiped. */
export const REPLACED_ENROLMENT_LIFE = 90 * DAY;

/** The enrolments of a line that are its present owner's, newest first. */
export function ownEnrolments(line: Line): LineEnrolment[] {
  return line.enrolments.filter(({ account }) => account === line.account).toReversed();
}

/** Whether its owner may still see and wipe it: another one may have replaced it long ago. */
export function isWipeable(
  { until }: LineEnrolment,
  { now, hasOpenWipe }: { now: number; hasOpenWipe: boolean },
): boolean {
  return hasOpenWipe || until === undefined || now < until + REPLACED_ENROLMENT_LIFE;
}
