/** Reads a sealed record out of its signature: what is shown is what was signed, or nothing is. */
import { compactVerify, importJWK } from 'jose';
import * as z from 'zod/mini';
import { EVENT_TYPES } from '#domain/audit/event.ts';
import { StorageResult } from '#domain/protocol/report.ts';
import { RECORD_TYPE } from '#domain/record/record.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import type { RecordAnswer } from '#functions/contract/bodies.ts';

/** The parts of a record that a person reads. Times in epoch milliseconds. */
const Shown = z.object({
  wipeId: z.string(),
  revision: z.int(),
  issuer: z.string(),
  result: z.enum(STATE_NAMES),
  reason: z.optional(z.string()),
  proof: z.optional(z.enum(['report', 'receipt', 'attestation'])),
  enrolmentId: z.string(),
  lineId: z.string(),
  model: z.string(),
  channel: z.enum(['web', 'shop']),
  requestedAt: z.int(),
  endedAt: z.int(),
  sealedAt: z.int(),
  storages: z.array(StorageResult),
  events: z.array(
    z.object({
      n: z.int(),
      at: z.int(),
      type: z.enum(EVENT_TYPES),
      by: z.object({ kind: z.enum(['person', 'handset', 'service']) }),
      to: z.enum(STATE_NAMES),
    }),
  ),
  head: z.string(),
});
export type ShownRecord = z.infer<typeof Shown>;

export type Sealed = z.infer<typeof RecordAnswer>;

/**
 * The record as it was signed; undefined where the signature does not hold, by the key that came with it. Whose key that
 * is no page can say: it names the key.
 */
export async function verifiedRecord({ jws, key }: Sealed): Promise<ShownRecord | undefined> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      await importJWK(key.jwk, 'ES256'),
      { algorithms: ['ES256'] },
    );
    if (protectedHeader.typ !== RECORD_TYPE || protectedHeader.kid !== key.kid) return undefined;
    const parsed = Shown.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Whatever is wrong with it, it is not to be believed.
    return undefined;
  }
}
