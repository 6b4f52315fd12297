/** Limits: in no aligned window did more wipes reach handsets than the limits in force allow. */
import type { Violation } from '../../violation.ts';
import type { StolenEvidence } from '../evidence.ts';
import { countsBy } from './windows.ts';

type Seen = Pick<StolenEvidence, 'limits' | 'wipes' | 'businessAccounts'>;

export function checkLimits({ limits, wipes, businessAccounts }: Seen): Violation[] {
  return limits.flatMap((limit) =>
    countsBy(limit, wipes, businessAccounts)
      .filter((count) => count.wipes.length > limit.most)
      .map(({ scope, startsAt, wipes: counted }) => ({
        code: 'limit-exceeded',
        evidence: { ...limit, scope, startsAt, wipes: counted.map(({ wipeId }) => wipeId) },
      })),
  );
}

/** Whoever has nothing to be measured by would always be found good. */
export function checkLimitsShown({ limits }: Pick<StolenEvidence, 'limits'>): Violation[] {
  const shown = new Set(limits.map(({ rule, window }) => `${rule} ${window}`));
  return LIMITS.filter((limit) => !shown.has(limit)).map((limit) => ({
    code: 'limit-not-shown',
    evidence: { limit, limits },
  }));
}

const LIMITS = [
  ...['clerk hour', 'shop day', 'account day', 'business hour'],
  ...['total 5min', 'total hour', 'total day'],
];
