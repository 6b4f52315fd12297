/** Verifies a sealed record as any third party could: its signature, its content, its chain of events. */
import { compactVerify, importJWK } from 'jose';
import * as z from 'zod';
import { verifyChain } from '#domain/audit/chain.ts';
import { canonical } from '#domain/audit/digest.ts';
import { AuditEvent } from '#domain/audit/event.ts';
import type { Record } from './subscriber.ts';

const Content = z.looseObject({
  wipeId: z.string(),
  result: z.string(),
  head: z.string(),
  events: z.array(AuditEvent),
  storages: z.array(z.object({ kind: z.string(), result: z.string() })),
});
export type RecordContent = z.infer<typeof Content>;

/** @throws Error that says what does not hold. */
export async function checkRecord({ record, jws, key }: Record): Promise<RecordContent> {
  const { payload } = await compactVerify(jws, await importJWK(key.jwk, 'ES256'), {
    algorithms: ['ES256'],
  });
  const signed: unknown = JSON.parse(new TextDecoder().decode(payload));
  if (canonical(signed) !== canonical(record))
    throw new Error('what was signed is not what is shown');
  const content = Content.parse(signed);
  const chain = verifyChain(content.wipeId, content.events);
  if (!chain.intact) throw new Error(`the audit is broken at event ${chain.at}`);
  if (chain.head !== content.head) throw new Error('the audit was cut');
  return content;
}
