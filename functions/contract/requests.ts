/** What the HTTP API takes, as schemas. Apart from its answers, which functions do not parse: bundles stay small. */
import * as z from 'zod/mini';
import { DOCUMENT_TYPES } from '#domain/eligibility/documents.ts';
import { codes, MOST_DEADLINE_DAYS, reason, thumbprint } from './scalars.ts';

const number = z.string().check(z.regex(/^0[0-9]{9,10}$/));
const csr = z.string().check(z.maxLength(4096));
const jws = z.string().check(z.maxLength(16_384));

/** A one-time code, eight digits. */
const code = z.string().check(z.regex(/^[0-9]{8}$/));

const asked = {
  /** The enrolment that the page showed. */
  enrolmentId: thumbprint,
  /** The last four digits of the line's number, as typed. */
  lastFour: z.string().check(z.regex(/^[0-9]{4}$/)),
  /** Codes of the warnings that the person ticked. */
  consents: z.readonly(codes.check(z.maxLength(20))),
  /** Days to wait for the handset; the deployment's default when absent. */
  deadlineDays: z.optional(z.int().check(z.gte(1), z.lte(MOST_DEADLINE_DAYS))),
};

export const RequestWipe = z.strictObject({
  ...asked,
  /** The second factor of a person who signed in with a password only. */
  stepUpCode: z.optional(code),
});

export const SearchLines = z.strictObject({ number });

export const RequestShopWipe = z.strictObject({
  ...asked,
  /** Which kinds of documents the clerk saw. What stands in them is never sent. */
  documents: z.readonly(
    z.array(z.enum(DOCUMENT_TYPES)).check(
      z.maxLength(DOCUMENT_TYPES.length),
      z.refine((types) => new Set(types).size === types.length),
    ),
  ),
  /** Whether the visit was booked. */
  reservation: z.boolean(),
  /** Whether the customer stands at the counter, by the clerk's word. */
  customerPresent: z.boolean(),
});

export const CancelWipe = z.strictObject({
  /** As in the request, of a subscriber. */
  stepUpCode: z.optional(code),
  /** Operations have to say why. */
  reason: z.optional(reason),
});

/** An approval or a rejection. */
export const DecideApproval = z.strictObject({
  /** Of the request as it was shown: whoever decides has seen this one. */
  requestHash: thumbprint,
  reason,
});

export const ContestWipe = z.strictObject({
  /** What follows the wipe's id in the link: 128 bits in base64url. */
  secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)),
});

export const SendEnrolmentCode = z.strictObject({ number });

export const Enrol = z.strictObject({
  number,
  code,
  /** PKCS #10 certificate signing request (RFC 2986), PEM. */
  csr,
  /** `enrolment-statement+jwt`, signed by the hardware key. */
  statement: jws,
});

export const RenewCertificate = z.strictObject({
  csr,
  /** `renewal-statement+jwt`, signed by the enrolment key. */
  statement: jws,
});
