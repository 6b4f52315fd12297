/** The sealed account of one wipe that the customer can keep and anybody can verify. */
import type { AuditEvent } from '../audit/event.ts';
import type { StorageResult } from '../protocol/report.ts';
import type { WipeState } from '../wipe/states.ts';
import type { Wipe } from '../wipe/wipe.ts';

export const RECORD_TYPE = 'wipe-record+jwt';

/** Ids are opaque; there is no phone number, name or free text in it. All times in epoch milliseconds. */
export interface WipeRecord {
  readonly v: 1;
  readonly wipeId: string;
  /** 1, 2, …: late proof adds a revision, nothing is overwritten. */
  readonly revision: number;
  readonly issuer: string;
  readonly result: WipeState;
  readonly reason?: string;
  readonly proof?: string;
  readonly enrolmentId: string;
  readonly handsetId: string;
  readonly lineId: string;
  readonly model: string;
  readonly channel: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly endedAt: number;
  readonly sealedAt: number;
  /** The result by storage, as the handset reported it; empty where it could not. */
  readonly storages: readonly StorageResult[];
  readonly commandHashes: readonly string[];
  /** The whole audit, hash-chained. */
  readonly events: readonly AuditEvent[];
  /** Hash of the last event. */
  readonly head: string;
}

/** The record of an ended wipe, or undefined while it is open: an open wipe is never sealed. */
export function makeRecord(
  wipe: Wipe,
  { issuer, sealedAt }: { issuer: string; sealedAt: number },
): WipeRecord | undefined {
  const head = wipe.events.at(-1)?.hash;
  if (wipe.endedAt === undefined || head === undefined) return undefined;
  return {
    v: 1,
    wipeId: wipe.wipeId,
    revision: (wipe.record?.revision ?? 0) + 1,
    issuer,
    result: wipe.state,
    ...('reason' in wipe && { reason: wipe.reason }),
    ...('proof' in wipe && { proof: wipe.proof }),
    enrolmentId: wipe.enrolmentId,
    handsetId: wipe.handsetId,
    lineId: wipe.lineId,
    model: wipe.model,
    channel: wipe.channel,
    requestedBy: wipe.requestedBy,
    requestedAt: wipe.requestedAt,
    endedAt: wipe.endedAt,
    sealedAt,
    storages: wipe.storages ?? [],
    commandHashes: wipe.commands.map(({ commandHash }) => commandHash),
    events: wipe.events,
    head,
  };
}
