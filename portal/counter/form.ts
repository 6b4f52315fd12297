/** The clerk's form: what it keeps through a reload and a fresh sign-in, what is missing in it, what it asks for. */
import * as z from 'zod/mini';
import { DOCUMENT_TYPES } from '#domain/eligibility/documents.ts';
import { HandsetView, type LineView } from '#functions/contract/bodies.ts';
import { deadlineDaysIn } from '../deadline-days.ts';
import { lastFourIn, lastFourOf } from '../phone-number.ts';

/** What it is kept as, one at a time. */
export const COUNTER_FORM = 'counter-request';

export const CounterForm = z.object({
  /** Made with the form: however often it is sent, it is one request. */
  idempotencyKey: z.string(),
  lineId: z.string(),
  /** Masked, as the search answered it. What was typed there is kept nowhere. */
  number: z.string(),
  handset: HandsetView,
  told: z.boolean(),
  documents: z.array(z.enum(DOCUMENT_TYPES)),
  reservation: z.boolean(),
  customerPresent: z.boolean(),
  /** Warnings that the service named when the request came without a tick for them. */
  missing: z.array(z.string()),
  consents: z.array(z.string()),
  /** As typed. */
  deadlineDays: z.string(),
  lastFour: z.string(),
});
export type CounterForm = z.infer<typeof CounterForm>;

export function beginForm(
  { lineId, number }: Pick<z.infer<typeof LineView>, 'lineId' | 'number'>,
  handset: z.infer<typeof HandsetView>,
  idempotencyKey: string,
): CounterForm {
  return {
    idempotencyKey,
    lineId,
    number,
    handset,
    told: false,
    documents: [],
    reservation: false,
    customerPresent: false,
    missing: [],
    consents: [],
    deadlineDays: '',
    lastFour: '',
  };
}

/** Depends on what the form says, so the search cannot have judged it. */
const WITHOUT_RESERVATION = 'W_NO_RESERVATION';

/** The warnings in force, each to be agreed to. */
export function warningsIn({ handset, missing, reservation }: CounterForm): readonly string[] {
  const ofVisit = reservation ? [] : [WITHOUT_RESERVATION];
  const all = new Set([...handset.eligibility.warnings, ...ofVisit, ...missing]);
  if (reservation) all.delete(WITHOUT_RESERVATION);
  return [...all];
}

/** What keeps the form from being sent, by field: names of words. */
export interface Mistakes {
  readonly told?: 'told';
  readonly documents?: 'documents';
  readonly warnings?: 'warnings';
  readonly deadlineDays?: 'deadlineDays';
  readonly lastFour?: 'lastFour' | 'lastFourOther';
}

export function mistakesIn(form: CounterForm): Mistakes {
  const allTicked = warningsIn(form).every((code) => form.consents.includes(code));
  const lastFour = lastFourMistake(form);
  return {
    ...(!form.told && { told: 'told' }),
    ...(form.documents.length === 0 && { documents: 'documents' }),
    ...(!allTicked && { warnings: 'warnings' }),
    ...(deadlineDaysIn(form.deadlineDays) === 'malformed' && { deadlineDays: 'deadlineDays' }),
    ...(lastFour && { lastFour }),
  };
}

function lastFourMistake({ lastFour, number }: CounterForm): Mistakes['lastFour'] {
  const typed = lastFourIn(lastFour);
  if (typed === undefined) return 'lastFour';
  return typed === lastFourOf(number) ? undefined : 'lastFourOther';
}

/** The request of a form without mistakes. */
export function requestIn(form: CounterForm) {
  const { handset, documents, reservation, customerPresent, consents } = form;
  const days = deadlineDaysIn(form.deadlineDays);
  const warnings = warningsIn(form);
  return {
    enrolmentId: handset.enrolmentId,
    lastFour: lastFourIn(form.lastFour) ?? '',
    // What is no longer in force is not agreed to.
    consents: consents.filter((code) => warnings.includes(code)),
    documents: [...documents],
    reservation,
    customerPresent,
    ...(typeof days === 'number' && { deadlineDays: days }),
  };
}
