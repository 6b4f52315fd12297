/** How many events of each kind a wipe's audit takes: what can be repeated at will never takes the room of anything else. */
import type { Actor, EventType } from '../audit/event.ts';
import { MOST_COMMANDS } from './settings.ts';
import type { Wipe } from './wipe.ts';

interface Room {
  readonly types: readonly EventType[];
  readonly most: number;
}

const once = (type: EventType): Room => ({ types: [type], most: 1 });

/** What operators do, wake-ups that they ask for among it. */
const OPERATIONS: Room = { types: ['hold-set', 'hold-lifted', 'redriven'], most: 20 };

/** Times that a wipe is kept back, besides by the very act of an operator. */
const KEPT_BACK: Room = { types: ['held'], most: 12 };

/** Together they are all that a wipe's item holds. */
export const ROOMS: readonly Room[] = [
  once('requested'),
  once('approval-asked'),
  once('approved'),
  once('contested'),
  once('cancel-requested'),
  once('accepted'),
  // `unconfirmed`, and what late proof makes of it.
  {
    types: ['erased', 'failed', 'unconfirmed', 'refused', 'rejected', 'cancelled', 'expired'],
    most: 2,
  },
  OPERATIONS,
  KEPT_BACK,
  // Once, and after each time that it was kept back: by what keeps wipes back, or by every other act of an operator.
  { types: ['released'], most: 1 + KEPT_BACK.most + OPERATIONS.most / 2 },
  // The first rungs of the ladder.
  { types: ['notified'], most: 5 },
  { types: ['command-issued'], most: MOST_COMMANDS },
  { types: ['command-refused'], most: 8 },
  { types: ['sd-done'], most: 4 },
];

/** Events that an item keeps at most. */
export const MOST_EVENTS = ROOMS.reduce((sum, { most }) => sum + most, 0);

interface Happening {
  readonly type: EventType;
  readonly by: Actor;
}

function roomOf({ type, by }: Happening): Room {
  if (type === 'notified' && by.kind === 'person') return OPERATIONS;
  const room = ROOMS.find(({ types }) => types.includes(type));
  if (room === undefined) throw new Error('an event that no wipe has room for');
  return room;
}

/** Whether the audit takes such an event. A hold is only set where there is room to lift it again. */
export function hasRoom({ events, hold }: Pick<Wipe, 'events' | 'hold'>, next: Happening): boolean {
  const room = roomOf(next);
  const used = events.filter((event) => roomOf(event) === room).length;
  const isForLifting = next.type === 'hold-lifted';
  const kept = room === OPERATIONS && !isForLifting && (next.type === 'hold-set' || hold) ? 1 : 0;
  return used + kept < room.most;
}
