/** What the fuzzed requests left behind, against what sound ones among them may leave. */
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '#cloud/messages.ts';
import type { Item, TableSeen } from '../crash/evidence.ts';
import type { Violation } from '../violation.ts';

export interface Stored {
  readonly tables: readonly TableSeen[];
  readonly messages: readonly Message[];
}

export interface Allowance {
  /** Enrolment of which a sound request may open wipes. */
  readonly target: string;
  /** The wipe that a sound cancellation may end. */
  readonly cancellable: string;
  /** Whether a sound cancellation was answered as done. */
  readonly cancelled: boolean;
  /** Wipes that a sound request was answered with. */
  readonly opened: ReadonlySet<string>;
  /** Whether a sound request, or time, explains a message. */
  readonly isDue: (message: Message) => boolean;
}

/** One-time codes: anybody may ask for one to any SIM, and try one. */
const CODES = /code|version/i;
/** What passing time changes on a wipe that waits: the ladder of notices, and when it is looked at next. */
const BY_TIME = ['notices', 'nextNoticeAt', 'nextActionAt', 'version', 'events', 'callback', 'run'];

/** Everything that changed and should not have. */
export function undueChanges(before: Stored, after: Stored, allowance: Allowance): Violation[] {
  const known = new Set(before.messages.map(({ id }) => id));
  const messages = after.messages
    .filter((message) => !known.has(message.id) && !allowance.isDue(message))
    .map((message) => ({ code: 'message-to-a-stranger', evidence: message }));
  return [
    ...before.tables.flatMap((table) => {
      const now = after.tables.find(({ name }) => name === table.name);
      return changesOf(table, now?.items ?? [], allowance);
    }),
    ...messages,
  ];
}

function changesOf(table: TableSeen, now: readonly Item[], allowance: Allowance): Violation[] {
  const keyOf = (item: Item) => table.key.map((name) => String(item[name])).join('.');
  const earlier = new Map(table.items.map((item) => [keyOf(item), item]));
  const later = new Map(now.map((item) => [keyOf(item), item]));
  const keys = new Set([...earlier.keys(), ...later.keys()]);
  return [...keys].flatMap((key) => {
    const change = { table: table.name, key, was: earlier.get(key), is: later.get(key) };
    return isDue(change, allowance) ? [] : [{ code: 'changed-without-right', evidence: change }];
  });
}

interface Change {
  readonly table: string;
  readonly key: string;
  readonly was: Item | undefined;
  readonly is: Item | undefined;
}

function isDue({ table, key, was, is }: Change, allowance: Allowance): boolean {
  if (is === undefined) return false;
  switch (table) {
    case 'LinesTable':
      return was !== undefined && isSame(was, is, (name) => CODES.test(name));
    case 'WipesTable':
      if (was === undefined)
        return allowance.opened.has(key) && key.startsWith(`${allowance.target}.`);
      if (key === allowance.cancellable && allowance.cancelled) return is['state'] === 'cancelled';
      return isSame(was, is, (name) => BY_TIME.includes(name));
    default:
      return was !== undefined && isSame(was, is, () => false);
  }
}

function isSame(was: Item, is: Item, mayDiffer: (name: string) => boolean): boolean {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].every((name) => mayDiffer(name) || isDeepStrictEqual(was[name], is[name]));
}
