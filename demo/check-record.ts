/** Verifies a sealed record with the service's public key: signature, content, chain of events. */
import { compactVerify, importJWK } from 'jose';
import * as z from 'zod';
import { verifyChain } from '#domain/audit/chain.ts';
import { canonical } from '#domain/audit/digest.ts';
import { AuditEvent } from '#domain/audit/event.ts';
import { thumbprint } from '#domain/protocol/signature.ts';
import { RECORD_TYPE } from '#domain/record/record.ts';
import type { Record } from './subscriber.ts';

const Content = z.looseObject({
  wipeId: z.string(),
  result: z.string(),
  head: z.string(),
  events: z.array(AuditEvent),
  storages: z.array(z.object({ kind: z.string(), result: z.string() })),
});
export type RecordContent = z.infer<typeof Content>;

/**
 * Whose the key is, the record cannot say: compare it with what KMS answers for the record key.
 * @throws Error that says what does not hold.
 */
export async function checkRecord({ record, jws, key }: Record): Promise<RecordContent> {
  const { payload, protectedHeader } = await compactVerify(jws, await importJWK(key.jwk, 'ES256'), {
    algorithms: ['ES256'],
  });
  if (protectedHeader.typ !== RECORD_TYPE) throw new Error('this is no record');
  if (protectedHeader.kid !== (await thumbprint(key.jwk)))
    throw new Error('the record names another key');
  const signed: unknown = JSON.parse(new TextDecoder().decode(payload));
  if (canonical(signed) !== canonical(record))
    throw new Error('what was signed is not what is shown');
  const content = Content.parse(signed);
  const chain = verifyChain(content.wipeId, content.events);
  if (!chain.intact) throw new Error(`the audit is broken at event ${chain.at}`);
  if (chain.head !== content.head) throw new Error('the audit was cut');
  return content;
}
