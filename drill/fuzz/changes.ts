/** What the fuzzed requests left behind, against what sound ones among them may leave. */
import * as z from 'zod';
import type { Message } from '#cloud/messages.ts';
import type { Item, TableSeen } from '../crash/evidence.ts';
import type { Violation } from '../violation.ts';
import { deedOf, isCountDue, isOfJournal } from './governor-changes.ts';
import { isSame, isWipeDue, type WipesAllowed } from './wipe-changes.ts';

export interface Stored {
  readonly tables: readonly TableSeen[];
  readonly messages: readonly Message[];
}

export interface Allowance extends WipesAllowed {
  /** Lines of which a sound request asks for a step-up code, or uses one. */
  readonly codedLines: ReadonlySet<string>;
  /** Whether a sound request, or time, explains a message. */
  readonly isDue: (message: Message) => boolean;
}

/** Anybody may ask for a code to enrol with to any SIM, and try one. */
const BY_ANYBODY = ['enrolmentCode', 'codesSentAt', 'version'];
const BY_OWNER = [...BY_ANYBODY, 'stepUpCode', 'stepUpCodesSentAt'];

/** Everything that changed and should not have. */
export function undueChanges(before: Stored, after: Stored, allowance: Allowance): Violation[] {
  const known = new Set(before.messages.map(({ id }) => id));
  const messages = after.messages
    .filter((message) => !known.has(message.id) && !allowance.isDue(message))
    .map((message) => ({ code: 'message-to-a-stranger', evidence: message }));
  const isDue = judgeOf(after, allowance);
  const changes = before.tables.flatMap((table) => changesOf(table, after));
  const undue = changes.filter((change) => !isDue(change));
  return [
    ...undue.map((change) => ({ code: 'changed-without-right', evidence: change })),
    ...messages,
    ...undueEntries(changes, allowance),
  ];
}

interface Change {
  readonly table: string;
  readonly key: string;
  readonly was: Item | undefined;
  readonly is: Item | undefined;
}

/** All that is there, was there, or both. */
function changesOf({ name, key, items }: TableSeen, after: Stored): Change[] {
  const keyOf = (item: Item) => key.map((attribute) => String(item[attribute])).join('.');
  const now = after.tables.find((table) => table.name === name)?.items ?? [];
  const earlier = new Map(items.map((item) => [keyOf(item), item]));
  const later = new Map(now.map((item) => [keyOf(item), item]));
  const keys = new Set([...earlier.keys(), ...later.keys()]);
  return [...keys].map((each) => ({
    ...{ table: name, key: each, was: earlier.get(each), is: later.get(each) },
  }));
}

const Counted = z.looseObject({
  wipeId: z.string(),
  countedIn: z.array(z.string()).optional(),
});

function judgeOf(after: Stored, allowance: Allowance): (change: Change) => boolean {
  const wipes = after.tables.find(({ name }) => name === 'WipesTable')?.items ?? [];
  const counted = wipes.flatMap((item) => Counted.safeParse(item).data ?? []);
  const places = new Map(counted.map(({ wipeId, countedIn = [] }) => [wipeId, countedIn]));
  const counts = { ...allowance, countedIn: (wipeId: string) => places.get(wipeId) ?? [] };
  return ({ table, was, is }) => {
    if (is === undefined) return false;
    switch (table) {
      case 'LinesTable':
        return was !== undefined && isSame(was, is, codesOf(is, allowance));
      case 'WipesTable':
        return isWipeDue(was, is, allowance);
      case 'GovernorTable':
        if (isOfJournal(is)) return was === undefined || isSame(was, is, NOTHING);
        return isCountDue(was, is, counts);
      default:
        return was !== undefined && isSame(was, is, NOTHING);
    }
  };
}

const NOTHING: ReadonlySet<string> = new Set();

const codesOf = ({ lineId }: Item, { codedLines }: Allowance) =>
  new Set(codedLines.has(String(lineId)) ? BY_OWNER : BY_ANYBODY);

/** Entries of journals that nobody rightly made: what is there more often than it was done is one of them. */
function undueEntries(changes: readonly Change[], { deeds }: Allowance): Violation[] {
  const entries = changes.flatMap(({ table, was, is }) =>
    table === 'GovernorTable' && was === undefined && is && isOfJournal(is) ? [is] : [],
  );
  const found = entries.map((entry) => deedOf(entry) ?? { about: '', type: '', by: '' });
  const explained = deeds.explain(found);
  return entries
    .filter((_, n) => !explained[n])
    .map((entry) => ({ code: 'changed-without-right', evidence: entry }));
}
