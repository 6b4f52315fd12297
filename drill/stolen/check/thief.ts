/** The thieves: whoever goes too far is stopped, operations hear of it, and it stands in a journal that is whole. */
import type { Violation } from '../../violation.ts';
import type { Asked, StolenEvidence } from '../evidence.ts';
import { queuedAt } from './windows.ts';

type Seen = Pick<
  StolenEvidence,
  'crime' | 'asked' | 'wipes' | 'standings' | 'functionLog' | 'alarms' | 'lives'
>;

const SUSPENDED = 'clerk-suspended';
const TOTAL_REACHED = 'total-limit-reached';

/** Each request had an answer, and one that the service stands by. */
export function checkAnswers({ asked }: Seen): Violation[] {
  return asked
    .filter(({ status }) => status === 0 || status >= 500)
    .map((request) => ({ code: 'server-error-answered', evidence: request }));
}

/** One clerk who asks for more than a clerk may is suspended: in the journal, in the log, and by mail to operations. */
export function checkSuspended(seen: Seen): Violation[] {
  const { crime, asked, standings, functionLog, alarms } = seen;
  const told = new Set(
    asked.filter(({ code }) => code === SUSPENDED).map(({ person }: Asked) => person),
  );
  if (crime === 'stolen-clerk' && told.size === 0)
    return [{ code: 'thief-not-suspended', evidence: { answers: answersOf(asked) } }];
  return [...told].flatMap((person): Violation[] => {
    const found: Violation[] = [];
    const standing = standings.find(({ clerk }) => clerk === person);
    if (standing?.state !== 'suspended')
      found.push({ code: 'thief-not-suspended', evidence: { person, standing } });
    const { verification, entries } = standing?.journal ?? { verification: { intact: false } };
    if (!verification.intact || !entries?.some(({ type }) => type === 'suspended'))
      found.push({ code: 'suspension-not-in-journal', evidence: { person, standing } });
    const isOfPerson = ({ code, line }: StolenEvidence['functionLog'][number]) =>
      code === SUSPENDED && line.includes(`"${person}"`);
    if (!functionLog.some(isOfPerson))
      found.push({ code: 'alarm-missing', evidence: { person, log: SUSPENDED } });
    // Its id is a line of its own there.
    if (!alarms.some(({ text }) => text?.split('\n').includes(person)))
      found.push({ code: 'alarm-missing', evidence: { person, mail: alarms } });
    return found;
  });
}

/** Where the total has no room, operations hear of that too. */
export function checkTotalAlarm({ wipes, functionLog }: Seen): Violation[] {
  const queued = wipes.filter((wipe) => queuedAt(wipe) !== undefined);
  const isTold = functionLog.some(({ code }) => code === TOTAL_REACHED);
  if (queued.length === 0 || isTold) return [];
  return [{ code: 'alarm-missing', evidence: { queued: queued.length, log: TOTAL_REACHED } }];
}

/** An attack that reaches nobody, or that takes no wipe at all, has shown nothing of the limits. */
export function checkAttackHappened({ asked }: Seen): Violation[] {
  const thieves = asked.filter(({ side }) => side === 'thief');
  const taken = thieves.filter(({ status }) => status === 202);
  if (taken.length > 0 && taken.length < thieves.length) return [];
  return [{ code: 'attack-without-effect', evidence: { answers: answersOf(asked) } }];
}

/** How often each answer came to a thief: `202`, or a status and its code. */
export function answersOf(asked: readonly Asked[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { side, status, code } of asked) {
    if (side !== 'thief') continue;
    const name = code === undefined ? String(status) : `${status} ${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
