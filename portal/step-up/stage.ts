/** Where somebody stands who has to show once more who they are (RFC 9470). */
import * as z from 'zod/mini';

/** What is kept of it while the browser is at the issuer. Times in milliseconds epoch, by this machine's clock. */
export const StepUp = z.object({
  /** What the service asked for. */
  challenge: z.optional(z.object({ acr: z.optional(z.string()), maxAge: z.optional(z.string()) })),
  /** When they had last signed in as the browser left for the issuer, seconds epoch by the issuer's clock. */
  leftWith: z.optional(z.number()),
  /** When they came back freshly signed in. */
  confirmedAt: z.optional(z.number()),
  /** How a code was sent, and until when it is good (RFC 3339). */
  sent: z.optional(z.object({ by: z.enum(['mail', 'sms']), expiresAt: z.string() })),
  /** The code, as typed. */
  code: z.string(),
});
export type StepUp = z.infer<typeof StepUp>;

export const noStepUp = (): StepUp => ({ code: '' });

/** Seconds, where the challenge names none. */
const USUAL_AGE = 300;

/**
 * `sign-in`: they have to sign in freshly; `code`: they have, and what is missing is a second factor, for which a code
 * can be sent; `none`: nothing was asked for.
 */
export function stageOf({ challenge, confirmedAt, sent }: StepUp, now: number) {
  if (challenge === undefined) return sent === undefined ? 'none' : 'code';
  const age = Number(challenge.maxAge ?? USUAL_AGE) * 1000;
  return confirmedAt !== undefined && now - confirmedAt < age ? 'code' : 'sign-in';
}

/**
 * What changes as the page comes up after the issuer. `authTime` is that of the new sign-in, seconds epoch; where a
 * token does not tell it, the way back is taken for a fresh one, and the service has the last word.
 */
export function cameBack(
  { leftWith }: StepUp,
  { authTime, now }: { readonly authTime: number | undefined; readonly now: number },
): Partial<StepUp> | undefined {
  if (leftWith === undefined) return undefined;
  const isFresh = authTime === undefined || authTime > leftWith;
  if (!isFresh) return { leftWith: undefined };
  return { leftWith: undefined, confirmedAt: now, challenge: undefined };
}

/** Eight digits; undefined where it is something else. */
export function codeIn(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
  return /^[0-9]{8}$/.test(digits) ? digits : undefined;
}
