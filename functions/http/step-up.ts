/** Step-up (RFC 9470): what may wipe a phone, or keep one from being wiped, needs two factors used lately. */
import type { Detail } from '#domain/audit/event.ts';
import { readStepUpCode, type StepUpUse } from '../line/step-up-code.ts';
import type { Lines } from '../store/lines.ts';
import type { Caller } from './person.ts';
import { ProblemError } from './problem.ts';

/** How far ahead of ours the issuer's clock may be, milliseconds. */
const SKEW = 30_000;

interface Freshness {
  readonly now: number;
  /** Oldest sign-in that counts, milliseconds. */
  readonly age: number;
}

/** Asks for a fresh sign-in with two factors. @throws ProblemError `step-up-required` */
export function requireStepUp(caller: Caller, freshness: Freshness): void {
  if (caller.factors < 2 || !isFresh(caller, freshness)) throw stepUpRequired(caller, freshness);
}

/** Asks for two factors at sign-in, however long ago that was. @throws ProblemError `step-up-required` */
export function requireTwoFactors({ factors, twoFactorAcr }: Caller): void {
  if (factors < 2) throw challenged(`acr_values="${twoFactorAcr}"`);
}

interface CodeSources {
  readonly lines: Pick<Lines, 'change'>;
  readonly now: () => number;
  /** Milliseconds. */
  readonly stepUpAge: number;
}

/** What the audit keeps of the second factor: the sign-in's own, or a code. */
export type SecondFactor = Detail & { readonly secondFactor: 'sign-in' | 'code' };

/**
 * The same on a line, where a code sent to another contact of its owner counts as the second factor beside a fresh
 * sign-in with the password. The code is used up by `use.for`, and by nothing else afterwards.
 * @throws ProblemError `step-up-required`, or `code-wrong`, which costs one of the code's tries.
 */
export async function requireStepUpOnLine(
  { lines, now, stepUpAge }: CodeSources,
  caller: Caller,
  { lineId, code, use }: { lineId: string; code: string | undefined; use: string },
): Promise<SecondFactor> {
  const freshness = { now: now(), age: stepUpAge };
  if (caller.factors === 2 || code === undefined) {
    requireStepUp(caller, freshness);
    return { secondFactor: 'sign-in' };
  }
  if (!isFresh(caller, freshness)) throw stepUpRequired(caller, freshness);
  const tried: StepUpUse = { person: caller.person, code, use, now: freshness.now };
  const right = await lines.change(lineId, (line) => readStepUpCode(line, tried));
  if (!right) throw new ProblemError('code-wrong');
  return { secondFactor: 'code' };
}

function isFresh({ signedInAt }: Caller, { now, age }: Freshness): boolean {
  const since = now - signedInAt;
  return since <= age && since >= -SKEW;
}

function stepUpRequired({ twoFactorAcr }: Caller, { age }: Freshness): ProblemError {
  return challenged(`acr_values="${twoFactorAcr}", max_age="${age / 1000}"`);
}

function challenged(wanted: string): ProblemError {
  const challenge = `Bearer error="insufficient_user_authentication", error_description="A fresh sign-in with two factors is needed", ${wanted}`;
  return new ProblemError('step-up-required', {}, { 'www-authenticate': challenge });
}
