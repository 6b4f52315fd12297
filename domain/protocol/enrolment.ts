/** The signed statements of enrolment: who the handset is, what it has, and that an earlier life is over. */
import * as z from 'zod/mini';

/** Signed by the hardware key, which its header brings (`jwk`); the handset's id is that key's thumbprint. */
export const STATEMENT_TYPE = 'enrolment-statement+jwt';
/** Signed by the enrolment key. */
export const RENEWAL_TYPE = 'renewal-statement+jwt';
/** Signed by the hardware key and kept beside it through the reset. */
export const RECEIPT_TYPE = 'wipe-receipt+jwt';
/** Signed by a platform's key that the service was given at deployment. */
export const ATTESTATION_TYPE = 'reset-attestation+jwt';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const thumbprint = z.string().check(z.length(43));
const jws = z.string().check(z.maxLength(4096));

export const Statement = z.strictObject({
  model: text(40),
  sim: z.enum(['nano', 'esim', 'dual', 'unknown']),
  preset: z.enum(['done', 'not_done', 'unknown']),
  software: text(40),
  app: text(40),
  /** Where a push wake-up goes, where the platform gave a token. */
  pushToken: z.optional(text(512)),
  /** Thumbprint of the key in the certificate signing request: the enrolment key. */
  enrolmentKey: thumbprint,
  /** Base64url SHA-256 of the one-time code. */
  codeHash: thumbprint,
  /** Seconds epoch on the handset's clock: informative. What makes a statement fresh is the one-time code. */
  iat: z.int(),
  receipt: z.optional(jws),
  attestation: z.optional(jws),
});
export type Statement = z.infer<typeof Statement>;

export const Renewal = z.strictObject({
  enrolmentId: thumbprint,
  /** Thumbprint of the key in the new certificate signing request. */
  certificateKey: thumbprint,
  /** Higher than that of the last renewal, so that a statement serves once. */
  counter: z.int().check(z.gte(1)),
  iat: z.int(),
});
export type Renewal = z.infer<typeof Renewal>;

export const Receipt = z.strictObject({ wipeId: text(64), commandHash: thumbprint });
export type Receipt = z.infer<typeof Receipt>;

export const Attestation = z.strictObject({
  handsetId: thumbprint,
  /** Seconds epoch of the reset. */
  resetAt: z.int(),
});
export type Attestation = z.infer<typeof Attestation>;
