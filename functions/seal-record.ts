/** Workflow task: seals the record of an ended wipe as JSON and JWS, signed by the record key. Never an open one. */
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { base64url } from 'jose';
import * as z from 'zod/mini';
import { digestOf } from '#domain/audit/digest.ts';
import { AuditEvent } from '#domain/audit/event.ts';
import { compactJws } from '#domain/protocol/command.ts';
import { makeRecord, RECORD_TYPE, type WipeRecord } from '#domain/record/record.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { isSealed } from '#domain/wipe/due.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { type SigningKey, signingKey } from './aws/signing-key.ts';
import { endReasonOf } from './contract/end-reasons.ts';
import { readEnvironment } from './contract/environment.ts';
import { log } from './log.ts';
import { untilFirst } from './store/conflict.ts';
import { type Records, recordsIn, type SealedRecord } from './store/records.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { NoSuchWipe, Task } from './workflow/task.ts';

interface Dependencies {
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly records: Records;
  readonly recordKey: SigningKey;
  readonly issuer: string;
  readonly now: () => number;
}

/** Thrown for a wipe that has not ended. */
export class OpenWipe extends Error {
  constructor() {
    super('a wipe is sealed only once it has ended');
    this.name = 'OpenWipe';
  }
}

export const sealRecord =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const key = Task.parse(event);
    await untilFirst(async () => {
      let wipe = await deps.wipes.read(key);
      if (wipe === undefined) throw new NoSuchWipe();
      // A revision that an earlier, interrupted run wrote may cover fewer events than there are now; then one more
      // revision follows it.
      while (!isSealed(wipe)) wipe = await sealOnce(deps, wipe);
    });
  };

async function sealOnce(deps: Dependencies, wipe: Wipe): Promise<Wipe> {
  const record = makeRecord(wipe, { issuer: deps.issuer, sealedAt: deps.now() });
  if (record === undefined) throw new OpenWipe();
  const { wipeId, revision } = record;
  const sealed = await sign(deps.recordKey, record);
  const written = await deps.records.put(wipeId, revision, sealed);
  const kept = written ? sealed : await deps.records.get(wipeId, revision);
  const { sealedAt, events } = Kept.parse(kept.record);
  const mark = { revision, hash: digestOf(kept.record), sealedAt, events: events.length };
  // Nothing waits on a callback any more.
  const marked = annotate(wipe, deps.now(), { record: mark, callback: undefined });
  await deps.wipes.save(wipe, marked);
  const { result } = record;
  log({
    code: 'record-sealed',
    wipeId,
    revision,
    result,
    reason: endReasonOf(result, record.reason),
  });
  return marked;
}

const Kept = z.object({ sealedAt: z.int(), events: z.array(AuditEvent) });

async function sign(key: SigningKey, record: WipeRecord): Promise<SealedRecord> {
  const { kid, jwk } = await key.named();
  const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
  const input = `${encode({ alg: 'ES256', typ: RECORD_TYPE, kid })}.${encode(record)}`;
  return {
    record: { ...record },
    jws: compactJws(input, await key.sign(input)),
    key: { kid, jwk },
  };
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('seal-record');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    records: recordsIn(new S3Client({}), environment.RECORDS_BUCKET),
    recordKey: signingKey(new KMSClient({}), environment.RECORD_KEY),
    issuer: environment.SERVICE_ISSUER,
    now: Date.now,
  };
};

export const handler = sealRecord(dependencies());
