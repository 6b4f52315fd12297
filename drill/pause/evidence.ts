/** Everything that the pause drill collects, and that its checkers judge. Times are epoch milliseconds of the system. */
import * as z from 'zod';
import type { HandsetEvent } from '#demo/handset-process.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { LogLine } from '../crash/evidence.ts';
import type { LifeOnDisk } from '../crash/lives.ts';

/** What an operator is answered to a proposal or a decision. */
export const Decided = z.object({ result: z.string(), proposal: z.int().optional() });

/** The journal of the switch, as operations are shown it. */
export const DispatchShown = z.object({
  state: z.string(),
  journal: z.object({
    verification: z.object({ intact: z.boolean() }),
    entries: z.array(z.object({ type: z.string(), by: z.object({ id: z.string() }) })),
  }),
});
export type DispatchShown = z.infer<typeof DispatchShown>;

export interface PauseEvidence {
  /** Each request's line, and the wipe that it was answered with; none where it was refused. */
  readonly asked: readonly {
    readonly lineId: string;
    readonly status: number;
    readonly wipeId?: string;
  }[];
  /** When the operator had the answer that the pause holds. */
  readonly pausedAt: number;
  /** Just before the second person confirmed that commands go out again. */
  readonly resumedAt: number;
  /** What the first person was answered who confirmed their own proposal. */
  readonly alone: { readonly status: number; readonly code?: string };
  readonly dispatch: DispatchShown;
  /** Every command that was signed, by the log. */
  readonly signed: readonly { readonly wipeId: string; readonly at: number }[];
  readonly wipes: readonly Wipe[];
  /** Items of the table of wipes that are no wipes. */
  readonly malformedWipes: readonly unknown[];
  readonly lives: readonly LifeOnDisk[];
  /** What handsets told of themselves. */
  readonly events: readonly HandsetEvent[];
  /** Processes of handsets that died. */
  readonly crashes: number;
  /** The cloud's own log. */
  readonly log: readonly LogLine[];
  /** Lines of the functions' logs that have a code. */
  readonly functionLog: readonly { readonly code: string; readonly line: string }[];
  /** How many invocations ran out of time. */
  readonly timeouts: number;
  readonly deadLetters: readonly { readonly queue: string; readonly body: string }[];
}
