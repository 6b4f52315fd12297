/** The parts of the form of facts, and which fields apply when. */
import type { FieldName, Form } from './form.ts';

/** Fields that apply where another one has a value. */
const ONLY_WHERE: Readonly<Partial<Record<FieldName, readonly [FieldName, string]>>> = {
  secondFactor: ['channel', 'web'],
  hasDocuments: ['channel', 'shop'],
  hasReservation: ['channel', 'shop'],
  sim: ['isEnrolled', 'yes'],
  preset: ['isEnrolled', 'yes'],
  update: ['isEnrolled', 'yes'],
  app: ['isEnrolled', 'yes'],
  android: ['isEnrolled', 'yes'],
};

export const PARTS = [
  ['asking', ['date', 'channel', 'secondFactor', 'hasDocuments', 'hasReservation']],
  ['line', ['plan', 'isSuspended', 'walletLock']],
  ['model', ['code', 'kind', 'released', 'mark', 'supported']],
  ['handset', ['isEnrolled', 'sim', 'preset', 'update', 'app', 'android']],
] as const satisfies readonly (readonly [string, readonly FieldName[]])[];
export type Part = (typeof PARTS)[number][0];

/** Whether it is asked for, as the form stands. */
export function applies(name: FieldName, form: Form): boolean {
  const [other, value] = ONLY_WHERE[name] ?? [];
  return other === undefined || form[other] === value;
}
