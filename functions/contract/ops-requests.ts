/** What the operations API takes, as schemas. */
import * as z from 'zod/mini';
import { MODEL_KINDS } from '#domain/eligibility/facts.ts';

/** An operator's act: nothing is done without a reason. */
export const ActOnWipe = z.strictObject({
  reason: z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(500),
    z.refine((text) => text.isWellFormed()),
  ),
});

const short = z.string().check(z.maxLength(60));
const WALLET_LOCKS = ['none', 'pending', 'failed', 'succeeded', 'unknown'] as const;

/** What eligibility is judged on: about a device, a line and who asks, none of them named. */
export const EligibilityFacts = z.strictObject({
  /** The day in Japan for which is judged. */
  date: z.iso.date(),
  line: z.strictObject({
    plan: z.enum(['docomo', 'ahamo', 'irumo', 'kids', 'business', 'mvno']),
    isSuspended: z.boolean(),
    walletLock: z.enum(WALLET_LOCKS),
  }),
  applicant: z.discriminatedUnion('channel', [
    z.strictObject({
      channel: z.literal('web'),
      secondFactor: z.enum(['usable', 'not-asked', 'lost']),
    }),
    z.strictObject({
      channel: z.literal('shop'),
      hasDocuments: z.boolean(),
      hasReservation: z.boolean(),
    }),
  ]),
  model: z.strictObject({
    /** The carrier's code, or the name where it gives none. */
    code: short,
    kind: z.enum(MODEL_KINDS),
    /** Month of first sale by the carrier, where it is known. */
    released: z.optional(z.string().check(z.regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/))),
    mark: z.union([z.literal(['none', 'unknown']), z.literal([1, 2, 3])]),
    supported: z.enum(['yes', 'no', 'unknown']),
  }),
  /** Left out where no handset is enrolled. */
  handset: z.optional(
    z.strictObject({
      sim: z.enum(['nano', 'esim', 'dual', 'unknown']),
      preset: z.enum(['done', 'not_done', 'unknown']),
      update: z.enum(['applied', 'not_applied', 'unknown']),
      app: z.enum(['yes', 'no', 'unknown']),
      /** Major and minor version, where it is known. */
      android: z.optional(z.tuple([z.int().check(z.gte(0)), z.int().check(z.gte(0))])),
    }),
  ),
});
