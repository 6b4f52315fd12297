/** Where somebody stands who has to show once more who they are (RFC 9470). */
import * as z from 'zod/mini';
import type { Claims } from '#browser/session/claims.ts';

/** What is kept of it while the browser is at the issuer. Times in milliseconds epoch, by the service's clock. */
export const StepUp = z.object({
  /** What the service asked for last. */
  challenge: z.optional(z.object({ acr: z.optional(z.string()), maxAge: z.optional(z.string()) })),
  /** Whether a sign-in since then showed it, as far as its token tells. */
  isMet: z.boolean(),
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

export const noStepUp = (): StepUp => ({ isMet: false, code: '' });

/** Seconds, where the challenge names none. */
const USUAL_AGE = 300;

/**
 * `sign-in`: they have to sign in freshly; `code`: they have, and what is missing is a second factor, for which a code
 * can be sent; `none`: nothing was asked for.
 */
export function stageOf(stepUp: StepUp, now: number) {
  const { challenge, isMet, sent } = stepUp;
  if (challenge === undefined || isMet) return sent === undefined ? 'none' : 'code';
  return isFresh(stepUp, now) ? 'code' : 'sign-in';
}

/** Whether they have just come back, and nothing has been asked for since. */
export const isConfirmed = (stepUp: StepUp, now: number): boolean =>
  stepUp.isMet && isFresh(stepUp, now);

function isFresh({ challenge, confirmedAt }: StepUp, now: number): boolean {
  const age = Number(challenge?.maxAge ?? USUAL_AGE) * 1000;
  return confirmedAt !== undefined && now - confirmedAt < age;
}

/** What a token tells of the sign-in. */
export type SignInFacts = Pick<Claims, 'auth_time' | 'acr' | 'assurance'>;

/**
 * What changes as the page comes up after the issuer. Where a token does not tell when they signed in, the way back is
 * taken for a fresh one, and the service has the last word; so it has where the token does not tell how.
 */
export function cameBack(
  { leftWith, challenge }: StepUp,
  facts: SignInFacts,
  now: number,
): Partial<StepUp> | undefined {
  if (leftWith === undefined) return undefined;
  const { auth_time: authTime } = facts;
  if (authTime !== undefined && authTime <= leftWith) return { leftWith: undefined };
  const shown = hasShown(challenge?.acr, facts);
  const back = { leftWith: undefined, confirmedAt: now, isMet: shown !== false };
  // The second factor itself: a code that was sent instead of it is wanted no more.
  return shown === true ? { ...back, sent: undefined, code: '' } : back;
}

/** Whether the sign-in was of the wanted kind; undefined where the token does not tell. As the service reads it. */
export function hasShown(wanted: string | undefined, { acr, assurance }: SignInFacts) {
  if (assurance !== undefined) return assurance === '2';
  if (wanted === undefined || acr === undefined) return undefined;
  return wanted.split(' ').includes(acr);
}

/**
 * The code to send along; `malformed` where what was typed is none; undefined where none is wanted. After another sign-in
 * an empty field asks the service whether that was enough.
 */
export function codeToSend(stepUp: StepUp, now: number): string | undefined {
  if (stageOf(stepUp, now) !== 'code' || stepUp.sent === undefined) return undefined;
  if (stepUp.isMet && stepUp.code.trim() === '') return undefined;
  return codeIn(stepUp.code) ?? 'malformed';
}

/** Eight digits; undefined where it is something else. */
export function codeIn(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
  return /^[0-9]{8}$/.test(digits) ? digits : undefined;
}
