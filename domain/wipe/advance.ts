/** Takes a wipe one step on: the only way to change one. State and audit event move together or not at all. */
import { chain } from '../audit/chain.ts';
import type { Actor, Detail, EventType } from '../audit/event.ts';
import { Fault } from '../fault.ts';
import { dueAfter, openShardOf, queueOf } from './due.ts';
import { heldSince } from './held-since.ts';
import { hasRoom } from './room.ts';
import { hasEnded, STATES, type WipeState } from './states.ts';
import { Wipe } from './wipe.ts';

type KeyOf<T> = T extends unknown ? keyof T : never;
type FieldOf<T, Field extends PropertyKey> = T extends unknown
  ? Field extends keyof T
    ? T[Field]
    : never
  : never;
type Identity = 'wipeId' | 'enrolmentId' | 'attempt' | 'handsetId' | 'lineId' | 'account';
type Derived =
  | 'state'
  | 'version'
  | 'events'
  | 'endedAt'
  | 'openShard'
  | 'nextActionAt'
  | 'queue'
  | 'heldSince';

/** The fields a step may set; identity, version and audit are out of reach, and `undefined` removes. */
export type Changes = {
  [Field in Exclude<KeyOf<Wipe>, Identity | Derived>]?: FieldOf<Wipe, Field> | undefined;
};

export interface Step {
  readonly to: WipeState;
  readonly type: EventType;
  readonly by: Actor;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly detail?: Detail;
  readonly evidence?: string;
  readonly set?: Changes;
}

/**
 * Moves a wipe to `step.to` and appends the event.
 * @throws Fault `illegal-transition` for a move that the table does not have, or that takes a command back
 * without the handset's signed word; `audit-full` when its kind of event has no room left: no audit, no step.
 */
export function advance(wipe: Wipe, step: Step): Wipe {
  const { to, type, by, at, detail, evidence } = step;
  if (!STATES[wipe.state].next.includes(to))
    throw new Fault('illegal-transition', `${wipe.state} does not go to ${to}`);
  if (wipe.state === 'issued' && TAKES_BACK.includes(to) && !evidence)
    throw new Fault('illegal-transition', 'only a signed claim takes a command back');
  if (!hasRoom(wipe, step)) throw new Fault('audit-full', 'the event list has no room');
  const event = chain(wipe.wipeId, wipe.events, {
    at,
    type,
    by,
    from: wipe.state,
    to,
    ...(detail && { detail }),
    ...(evidence && { evidence }),
  });
  return next(wipe, at, {
    ...step.set,
    state: to,
    events: [...wipe.events, event],
    ...(hasEnded(to) && { endedAt: at }),
  });
}

/** The moves from `issued` that say that no command can act. */
const TAKES_BACK: readonly WipeState[] = ['held', 'cancelled', 'expired', 'refused'];

/** An event that leaves the state as it is. Where its kind has no room left, only `set` is kept. */
export function note(wipe: Wipe, step: Omit<Step, 'to'>): Wipe {
  if (!hasRoom(wipe, step)) return annotate(wipe, step.at, step.set ?? {});
  const { type, by, at, detail, evidence } = step;
  const event = chain(wipe.wipeId, wipe.events, {
    at,
    type,
    by,
    from: wipe.state,
    to: wipe.state,
    ...(detail && { detail }),
    ...(evidence && { evidence }),
  });
  return next(wipe, at, { ...step.set, events: [...wipe.events, event] });
}

/** Changes bookkeeping (callback, counters, marks of what was sent) that the audit does not tell. */
export function annotate(wipe: Wipe, at: number, set: Changes): Wipe {
  return next(wipe, at, set);
}

function next(wipe: Wipe, at: number, changes: Record<string, unknown>): Wipe {
  const moved = Wipe.parse(
    present({ ...forState(wipe, changes['state']), ...changes, version: wipe.version + 1 }),
  );
  const due = dueAfter(wipe, moved, at);
  return Wipe.parse(
    present({
      ...moved,
      nextActionAt: due,
      openShard: due === undefined ? undefined : openShardOf(moved.enrolmentId),
      queue: queueOf(moved),
      heldSince: heldSince(moved),
    }),
  );
}

/** Fields that belong to the state that is left, so that they cannot outlive it. */
const OF_ONE_STATE = ['approvalUntil', 'heldFor', 'commandHash', 'reason', 'proof'];

function forState(wipe: Wipe, state: unknown): Record<string, unknown> {
  if (state === undefined || state === wipe.state) return wipe;
  return Object.fromEntries(Object.entries(wipe).filter(([name]) => !OF_ONE_STATE.includes(name)));
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
