/** What was judged of a handset: whether it can be wiped, every reason, what to know before, and where to go instead. */
import type * as z from 'zod/mini';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import type { EligibilityView } from '#functions/contract/bodies.ts';
import { usePortal } from '../portal.ts';
import { Note } from './note.tsx';
import { Referrals } from './referral.tsx';

export interface EligibilityProps {
  readonly eligibility: z.infer<typeof EligibilityView>;
}

export function Eligibility({ eligibility }: EligibilityProps) {
  const { texts, language } = usePortal();
  const { outcome, refusals, warnings, notices, referrals } = eligibility;
  const words = (code: string) => <li key={code}>{wordsOfCode(code, language)}</li>;
  return (
    <>
      {outcome === 'REFUSE' ? (
        <Note kind="error">
          <p>{texts.eligibility.refused}</p>
          <ul>{refusals.map(words)}</ul>
        </Note>
      ) : (
        <Note kind="success">
          <p>{wordsOfCode('OK', language)}</p>
        </Note>
      )}
      {warnings.length > 0 && (
        <Note kind="warning">
          <p>{texts.eligibility.warnings}</p>
          <ul>{warnings.map(words)}</ul>
        </Note>
      )}
      {notices.length > 0 && (
        <>
          <p class="strong">{texts.eligibility.notices}</p>
          <ul>{notices.map(words)}</ul>
        </>
      )}
      {referrals.length > 0 && (
        <>
          <p class="strong">{texts.eligibility.next}</p>
          <ul>
            <Referrals codes={referrals} />
          </ul>
        </>
      )}
    </>
  );
}
