/** Why the service refused something, in words, and where to go instead. */
import type { ProblemFailure } from '#browser/api/failure.ts';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { usePortal } from '../portal.ts';
import { Referrals } from './referral.tsx';

export function WhyNot({
  problem: { reasons = [], referrals = [] },
}: Pick<ProblemFailure, 'problem'>) {
  const { language } = usePortal();
  if (reasons.length + referrals.length === 0) return null;
  return (
    <ul>
      {reasons.map((code) => (
        <li key={code}>{wordsOfCode(code, language)}</li>
      ))}
      <Referrals codes={referrals} />
    </ul>
  );
}
