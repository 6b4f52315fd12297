/** Why the service refused something, in words, and where to go instead. */
import type { ProblemFailure } from '../api/failure.ts';
import { wordsOfCode } from '../codes.ts';
import { usePortal } from '../portal.ts';
import { Referral } from './referral.tsx';

export function WhyNot({
  problem: { reasons = [], referrals = [] },
}: Pick<ProblemFailure, 'problem'>) {
  const { language, config } = usePortal();
  if (reasons.length + referrals.length === 0) return null;
  return (
    <ul>
      {reasons.map((code) => (
        <li key={code}>{wordsOfCode(code, language)}</li>
      ))}
      {referrals.map((code) => (
        <li key={code}>
          <Referral code={code} links={config.links} />
        </li>
      ))}
    </ul>
  );
}
