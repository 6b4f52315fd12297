/** What a wipe's audit keeps of each step: who, when, from where to where, bound to the event before it. */
import * as z from 'zod/mini';
import { STATE_NAMES } from '../wipe/states.ts';

/** Who took a step. `person` ids are stable and opaque; a handset is named by its enrolment. */
export const Actor = z.strictObject({
  kind: z.enum(['person', 'handset', 'service']),
  id: z.string(),
});
export type Actor = z.infer<typeof Actor>;

export const EVENT_TYPES = [
  'requested',
  'approval-asked',
  'approved',
  'rejected',
  'contested',
  'hold-set',
  'hold-lifted',
  'redriven',
  'held',
  'released',
  'notified',
  'command-issued',
  'cancel-requested',
  'cancelled',
  'refused',
  'expired',
  'accepted',
  'sd-done',
  'erased',
  'failed',
  'command-refused',
  'unconfirmed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const Detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Detail = z.infer<typeof Detail>;

export const AuditEvent = z.strictObject({
  /** 1, 2, 3, … without a gap. */
  n: z.int(),
  /** Epoch milliseconds. */
  at: z.int(),
  type: z.enum(EVENT_TYPES),
  by: Actor,
  from: z.optional(z.enum(STATE_NAMES)),
  to: z.enum(STATE_NAMES),
  detail: z.optional(Detail),
  /** The signed claim, report or receipt (compact JWS) that this step rests on. Never a command. */
  evidence: z.optional(z.string()),
  /** Hash of event n-1, or of the wipe's id for the first. */
  previous: z.string(),
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
