/** The journal of the registry: what each line of it says. */
import * as z from 'zod';

const thing = z.strictObject({
  name: z.string(),
  /** A UUID. */
  id: z.string(),
  attributes: z.record(z.string(), z.string()),
  version: z.int(),
});
export type Thing = Readonly<z.infer<typeof thing>>;

const certificate = z.strictObject({
  /** SHA-256 of the certificate's DER, hexadecimal. */
  id: z.string(),
  pem: z.string(),
  status: z.enum(['ACTIVE', 'INACTIVE', 'REVOKED']),
  /** Epoch milliseconds on the cloud's clock. */
  createdAt: z.number(),
  modifiedAt: z.number(),
  version: z.int(),
});
export type Certificate = Readonly<z.infer<typeof certificate>>;

const policyAndCertificate = { policyName: z.string(), certificateId: z.string() };
const thingAndCertificate = { thingName: z.string(), certificateId: z.string() };

/** One change of the registry. */
export const entry = z.discriminatedUnion('entry', [
  z.strictObject({ entry: z.literal('thing'), thing }),
  z.strictObject({ entry: z.literal('thing-gone'), name: z.string() }),
  z.strictObject({ entry: z.literal('certificate'), certificate }),
  z.strictObject({ entry: z.literal('certificate-gone'), id: z.string() }),
  z.strictObject({ entry: z.literal('policy-attached'), ...policyAndCertificate }),
  z.strictObject({ entry: z.literal('policy-detached'), ...policyAndCertificate }),
  z.strictObject({ entry: z.literal('principal-attached'), ...thingAndCertificate }),
  z.strictObject({ entry: z.literal('principal-detached'), ...thingAndCertificate }),
]);
export type Entry = z.infer<typeof entry>;
