/** The form by which a wipe is asked for: what is kept of it, what is wrong with it, and what is sent. */
import * as z from 'zod/mini';
import { deadlineDaysIn } from '../deadline-days.ts';
import { lastFourIn, lastFourOf } from '../phone-number.ts';

/** As it is kept while a reload or a sign-in comes between. */
export const Fields = z.object({
  /** The Idempotency-Key: one for as long as the form is there, so that nothing is asked for twice. */
  key: z.string(),
  /** Codes of warnings. */
  ticked: z.array(z.string()),
  /** Warnings that came up at sending. */
  cameUp: z.array(z.string()),
  lastFour: z.string(),
  /** Days to wait for the handset, as typed; empty for the usual. */
  days: z.string(),
});
export type Fields = z.infer<typeof Fields>;

export const emptyFields = (): Fields => ({
  key: crypto.randomUUID(),
  ticked: [],
  cameUp: [],
  lastFour: '',
  days: '',
});

/** What the form is about. */
export interface Target {
  readonly enrolmentId: string;
  /** The line's number, masked. */
  readonly number: string;
  readonly warnings: readonly string[];
}

/** The warnings to tick: those that were shown, and those that came up since. */
export function warningsOf({ warnings }: Target, { cameUp }: Fields): readonly string[] {
  return [...new Set([...warnings, ...cameUp])];
}

export interface Mistakes {
  /** Warnings without a tick. */
  readonly ticks?: readonly string[];
  readonly lastFour?: 'empty' | 'malformed' | 'other-number';
  readonly days?: 'malformed';
}

/** What has to be mended before it is sent; empty where nothing has. */
export function mistakesIn(fields: Fields, target: Target): Mistakes {
  const unticked = warningsOf(target, fields).filter((code) => !fields.ticked.includes(code));
  const lastFour = mistakeInLastFour(fields.lastFour, target);
  return {
    ...(unticked.length > 0 && { ticks: unticked }),
    ...(lastFour && { lastFour }),
    ...(deadlineDaysIn(fields.days) === 'malformed' && { days: 'malformed' as const }),
  };
}

function mistakeInLastFour(typed: string, { number }: Target): Mistakes['lastFour'] {
  if (typed.trim() === '') return 'empty';
  const digits = lastFourIn(typed);
  if (digits === undefined) return 'malformed';
  return digits === lastFourOf(number) ? undefined : 'other-number';
}

/** The body of the request, of fields without mistakes. Only what was asked is consented to. */
export function requestOf(fields: Fields, target: Target, stepUpCode: string | undefined) {
  const days = deadlineDaysIn(fields.days);
  return {
    enrolmentId: target.enrolmentId,
    lastFour: lastFourIn(fields.lastFour) ?? '',
    consents: warningsOf(target, fields).filter((code) => fields.ticked.includes(code)),
    ...(typeof days === 'number' && { deadlineDays: days }),
    ...(stepUpCode !== undefined && { stepUpCode }),
  };
}
