/** What happened in a drill with a stolen sign-in, in numbers. */
import type { LifeOnDisk } from '../crash/lives.ts';
import { honestWipes, isHonest } from './check/honest.ts';
import { answersOf } from './check/thief.ts';
import { countsBy, queuedAt } from './check/windows.ts';
import type { StolenEvidence } from './evidence.ts';

export function figuresOf(evidence: StolenEvidence): Record<string, number> {
  const { asked, wipes, lives, limits, businessAccounts } = evidence;
  const honest = asked.filter(isHonest);
  const own = honestWipes(evidence);
  const goneOf = (enrolments: ReadonlySet<string>) =>
    lives.filter((life) => enrolments.has(life.enrolmentId) && isGone(life)).length;
  const targets = new Set(
    asked.filter((request) => !isHonest(request)).map(({ enrolmentId }) => enrolmentId),
  );
  const reached = limits.map((limit) => {
    const counts = countsBy(limit, wipes, businessAccounts).map((count) => count.wipes.length);
    const { rule, window, most } = limit;
    return [`at most by ${rule} in ${window} (limit ${most})`, Math.max(0, ...counts)] as const;
  });
  return {
    'handsets enrolled': lives.length,
    'requests of thieves': targets.size,
    ...Object.fromEntries(
      Object.entries(answersOf(asked)).map(([answer, count]) => [`answered ${answer}`, count]),
    ),
    'of the targets erased': goneOf(targets),
    'honest requests': honest.length,
    'honest requests accepted': honest.filter(({ status }) => status === 202).length,
    'honest wipes that waited for room': own.filter((wipe) => queuedAt(wipe) !== undefined).length,
    'honest handsets erased': goneOf(new Set(honest.map(({ enrolmentId }) => enrolmentId))),
    ...Object.fromEntries(reached),
  };
}

const isGone = ({ planted, left }: LifeOnDisk) => planted.length > 0 && left.length === 0;
