/** The states of a wipe and the moves between them, as data. Diagram and storage condition come from this table. */

interface StateRule {
  /** No command for this wipe can still act, or one went out and no proof came (`unconfirmed`). */
  readonly ended: boolean;
  readonly next: readonly WipeState[];
}

export type WipeState =
  | 'requested'
  | 'awaiting-approval'
  | 'held'
  | 'waiting-for-handset'
  | 'issued'
  | 'accepted'
  | 'erased'
  | 'unconfirmed'
  | 'failed'
  | 'refused'
  | 'rejected'
  | 'cancelled'
  | 'expired';

/**
 * Every state with the states it may move to. The moves from `issued` back to `held`, `cancelled`,
 * `expired` and `refused` are taken only when the handset says in a signed claim that it holds no command.
 */
export const STATES: Readonly<Record<WipeState, StateRule>> = {
  requested: {
    ended: false,
    next: ['awaiting-approval', 'held', 'waiting-for-handset', 'refused', 'cancelled', 'expired'],
  },
  'awaiting-approval': {
    ended: false,
    next: ['held', 'waiting-for-handset', 'refused', 'rejected', 'cancelled', 'expired'],
  },
  held: { ended: false, next: ['waiting-for-handset', 'refused', 'cancelled', 'expired'] },
  'waiting-for-handset': {
    ended: false,
    next: ['issued', 'held', 'refused', 'cancelled', 'expired'],
  },
  issued: {
    ended: false,
    next: [
      'issued',
      'accepted',
      'erased',
      'failed',
      'unconfirmed',
      'held',
      'cancelled',
      'expired',
      'refused',
    ],
  },
  accepted: { ended: false, next: ['erased', 'failed', 'unconfirmed'] },
  erased: { ended: true, next: [] },
  unconfirmed: { ended: true, next: ['erased', 'failed'] },
  failed: { ended: true, next: [] },
  refused: { ended: true, next: [] },
  rejected: { ended: true, next: [] },
  cancelled: { ended: true, next: [] },
  expired: { ended: true, next: [] },
};

/** All states, in the order of the table. */
export const STATE_NAMES = Object.keys(STATES) as readonly WipeState[];

/** The states from which `to` may be entered; the condition of the storage write. */
export function priorStates(to: WipeState): WipeState[] {
  return STATE_NAMES.filter((from) => STATES[from].next.includes(to));
}

/** Whether a wipe in this state has ended. */
export function hasEnded(state: WipeState): boolean {
  return STATES[state].ended;
}
