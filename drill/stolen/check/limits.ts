/** Limits: in no aligned window did more wipes reach handsets than the limits in force allow. */
import { isApproved } from '#domain/wipe/approval.ts';
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

/** What a clerk asks for beyond the soft limit reaches no handset unless a second person agreed. */
export function checkApprovals({ limits, wipes, businessAccounts }: Seen): Violation[] {
  return limits.flatMap((limit) => {
    const { alone } = limit;
    if (limit.rule !== 'clerk' || alone === undefined) return [];
    return countsBy(limit, wipes, businessAccounts).flatMap(
      ({ scope, startsAt, wipes: counted }) => {
        const onOneWord = counted.filter((wipe) => !isApproved(wipe)).map(({ wipeId }) => wipeId);
        if (onOneWord.length <= alone) return [];
        return [{ code: 'approval-missing', evidence: { scope, startsAt, alone, onOneWord } }];
      },
    );
  });
}

/** Whoever has nothing to be measured by would always be found good. */
export function checkLimitsShown({ limits }: Pick<StolenEvidence, 'limits'>): Violation[] {
  const shown = new Set(limits.map(({ rule, window }) => `${rule} ${window}`));
  const missing = LIMITS.filter((limit) => !shown.has(limit));
  if (!limits.some(({ alone }) => alone !== undefined)) missing.push('clerk hour, alone');
  return missing.map((limit) => ({ code: 'limit-not-shown', evidence: { limit, limits } }));
}

const LIMITS = [
  ...['clerk hour', 'shop day', 'account day', 'business hour'],
  ...['total 5min', 'total hour', 'total day'],
];
