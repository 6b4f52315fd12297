/** The carrier's line as this service sees it. Phone numbers live here alone. */
import * as z from 'zod/mini';

/** Where somebody can be reached. `lineId` is set where the address is itself a line's number. */
const ContactAddress = z.strictObject({
  kind: z.enum(['mail', 'sms']),
  address: z.string(),
  lineId: z.optional(z.string()),
});
export type ContactAddress = z.infer<typeof ContactAddress>;

/** A way to reach the account's people. */
export const Contact = z.strictObject({
  ...ContactAddress.shape,
  /** Epoch milliseconds. */
  changedAt: z.int(),
  /**
   * The contact that had stood before, under the same owner. Whoever changes a contact keeps it here for seven days at
   * least, through further changes too: another new one never takes its place. What had not stood is not kept.
   */
  previous: z.optional(ContactAddress),
});
export type Contact = z.infer<typeof Contact>;

/** An enrolment that this line knows, newest last. */
export const LineEnrolment = z.strictObject({
  enrolmentId: z.string(),
  handsetId: z.string(),
  /** The line's owner when it enrolled: nobody else may wipe it, whoever gets the number later. */
  account: z.optional(z.string()),
  since: z.int(),
  /** When another enrolment took its place on the line. */
  until: z.optional(z.int()),
});
export type LineEnrolment = z.infer<typeof LineEnrolment>;

/** A one-time code, hashed, and how often it may still be tried. Times in epoch milliseconds. */
export const OneTimeCode = z.strictObject({
  hash: z.string(),
  expiresAt: z.int(),
  triesLeft: z.int(),
});
export type OneTimeCode = z.infer<typeof OneTimeCode>;

/** A code that stands for somebody's second factor. `usedFor` names the one call that it served. */
export const StepUpCode = z.strictObject({
  ...OneTimeCode.shape,
  person: z.string(),
  usedFor: z.optional(z.string()),
});
export type StepUpCode = z.infer<typeof StepUpCode>;

const LockResult = z.enum(['none', 'pending', 'failed', 'succeeded']);

export const Line = z.strictObject({
  lineId: z.string(),
  /** Domestic digits, as people type it: 11 digits from 0. */
  number: z.string().check(z.regex(/^0[0-9]{9,10}$/)),
  /** The owner. Absent once the contract has ended. */
  account: z.optional(z.string()),
  plan: z.enum(['docomo', 'ahamo', 'irumo', 'kids', 'business', 'mvno']),
  status: z.enum(['active', 'suspended', 'ended']),
  language: z.enum(['ja', 'en']),
  contacts: z.array(Contact),
  enrolments: z.array(LineEnrolment),
  /** Code of the model that the carrier last saw on the line, enrolled or not. */
  lastModel: z.optional(z.string()),
  /** Results of the carrier's lock service; a wipe lifts the first, never the second. */
  locks: z.strictObject({ device: LockResult, wallet: LockResult }),
  enrolmentCode: z.optional(OneTimeCode),
  /** When codes for enrolling were sent in the last day. */
  codesSentAt: z.array(z.int()),
  stepUpCode: z.optional(StepUpCode),
  /** When codes for stepping up were sent in the last day. */
  stepUpCodesSentAt: z.optional(z.array(z.int())),
  version: z.int(),
});
export type Line = z.infer<typeof Line>;

/** A number as it may be shown to anybody: only its last four digits. */
export function maskNumber(number: string): string {
  return `${'*'.repeat(number.length - 4)}${number.slice(-4)}`;
}

/** A domestic number in E.164, for sending SMS. */
export function internationalNumber(number: string): string {
  return `+81${number.slice(1)}`;
}
