/** Whether what became of a wipe is explained: by what people rightly did to it, by its workflow, and by time. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AuditEvent } from '#domain/audit/event.ts';
import { DISPATCH_SCOPE } from '#domain/governor/switch.ts';
import type { Item } from '../crash/evidence.ts';
import type { Deeds } from './deeds.ts';

export interface WipesAllowed {
  /** Enrolments of which a sound request may open wipes, with the person who asks. */
  readonly targets: ReadonlyMap<string, string>;
  /** Wipes that a sound request was answered with. */
  readonly opened: ReadonlySet<string>;
  readonly deeds: Deeds;
}

/** What passing time, telling people and the workflow's own bookkeeping change. */
const BY_TIME = [
  ...['notices', 'nextNoticeAt', 'nextActionAt', 'openShard', 'version', 'events', 'callback'],
  ...['run', 'messages', 'contestHash'],
];
const ENDED = ['state', 'endedAt', 'record', 'countedIn', 'approvalUntil', 'heldFor', 'decideBy'];
/** What else an event of a type may bring with it. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {
  approved: ['approval', 'reasons', 'decideBy'],
  rejected: [...ENDED, 'reason', 'reasons'],
  cancelled: [...ENDED, 'reasons'],
  held: ['state', 'heldFor', 'queue'],
  released: ['state', 'heldFor', 'letOutAt', 'countedIn', 'approvalUntil', 'queue'],
  'hold-set': ['hold', 'state', 'heldFor', 'reasons'],
  'hold-lifted': ['hold', 'reasons'],
  redriven: ['reasons'],
  notified: ['reasons'],
  contested: ['contestedAt'],
};

const Seen = z.looseObject({
  wipeId: z.string(),
  enrolmentId: z.string(),
  state: z.string(),
  events: z.array(AuditEvent),
});

export function isWipeDue(was: Item | undefined, is: Item, allowed: WipesAllowed): boolean {
  const now = Seen.safeParse(is).data;
  const before = was && Seen.safeParse(was).data;
  if (now === undefined || (was && before === undefined)) return false;
  const earlier = before?.events ?? [];
  const further = now.events.slice(earlier.length);
  return (
    isDeepStrictEqual(now.events.slice(0, earlier.length), earlier) &&
    (now.events.at(-1)?.to ?? '') === now.state &&
    (was === undefined
      ? isOpened(now, allowed) && areExplained(now.wipeId, further.slice(1), allowed)
      : areExplained(now.wipeId, further, allowed) && isSame(was, is, namesOf(further)))
  );
}

function isOpened(
  { wipeId, enrolmentId, events: [first] }: z.infer<typeof Seen>,
  { targets, opened }: WipesAllowed,
): boolean {
  const person = targets.get(enrolmentId);
  const by = { kind: 'person', id: person };
  return (
    opened.has(wipeId) &&
    person !== undefined &&
    first?.type === 'requested' &&
    isDeepStrictEqual(first.by, by)
  );
}

/** People's acts as often as they were rightly done at most; the service's where anything gave rise to them. */
function areExplained(about: string, events: readonly AuditEvent[], allowed: WipesAllowed) {
  const { deeds } = allowed;
  const acts = events.filter(({ by }) => by.kind === 'person');
  const own = events.filter(({ by }) => by.kind !== 'person');
  return (
    deeds.explain(acts.map(({ type, by: { id } }) => ({ about, type, by: id }))).every(Boolean) &&
    own.every(({ by, type }) => by.kind === 'service' && isServices(about, type, allowed))
  );
}

function isServices(about: string, type: string, { opened, deeds }: WipesAllowed): boolean {
  const isPaused = deeds.has(DISPATCH_SCOPE, 'paused');
  switch (type) {
    case 'notified':
      return true;
    case 'approval-asked':
      return opened.has(about);
    case 'held':
      return isPaused;
    case 'released':
      return opened.has(about) || isPaused || deeds.has(about, 'approved', 'hold-lifted');
    default:
      return false;
  }
}

const namesOf = (events: readonly AuditEvent[]) =>
  new Set([...BY_TIME, ...events.flatMap(({ type }) => BRINGS[type] ?? [])]);

/** Whether two items are the same but for attributes that may differ. */
export function isSame(was: Item, is: Item, mayDiffer: ReadonlySet<string>): boolean {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].every((name) => mayDiffer.has(name) || isDeepStrictEqual(was[name], is[name]));
}
