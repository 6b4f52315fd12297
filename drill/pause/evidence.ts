/** Everything that the pause drill collects, and that its checkers judge. Times are epoch milliseconds of the system. */
import * as z from 'zod';
import type { UndisturbedEvidence } from '../undisturbed.ts';

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

export interface PauseEvidence extends UndisturbedEvidence {
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
}
