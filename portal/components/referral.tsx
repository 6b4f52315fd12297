/** Where somebody can go instead, with the way there; another company's service is named as theirs. */

import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { SHOP_VISIT } from '../addresses.ts';
import { ELSEWHERE } from '../elsewhere.ts';
import { usePortal } from '../portal.ts';
import { ExternalLink } from './external-link.tsx';

/** The items of a list of them. */
export function Referrals({ codes }: { readonly codes: readonly string[] }) {
  return (
    <>
      {codes.map((code) => (
        <li key={code}>
          <Referral code={code} />
        </li>
      ))}
    </>
  );
}

export interface ReferralProps {
  readonly code: string;
}

export function Referral({ code }: ReferralProps) {
  const { texts, language, config } = usePortal();
  const { links } = config;
  const { eligibility, frame } = texts;
  const words = wordsOfCode(code, language);
  switch (code) {
    case 'F_SHOP_COUNTER':
      return (
        <>
          {words} <a href={SHOP_VISIT}>{frame.shopVisit}</a>
          {links.booking && (
            <>
              {' / '}
              <ExternalLink href={links.booking}>{eligibility.booking}</ExternalLink>
            </>
          )}
        </>
      );
    case 'F_GOOGLE_FIND':
      return (
        <>
          {words} {eligibility.googles}{' '}
          <ExternalLink href={ELSEWHERE.googleFind}>{eligibility.googleFind}</ExternalLink>
        </>
      );
    case 'F_ICLOUD_FIND':
      return (
        <>
          {words} {eligibility.apples}{' '}
          <ExternalLink href={ELSEWHERE.icloudFind}>{eligibility.icloudFind}</ExternalLink>
          {' / '}
          <ExternalLink href={ELSEWHERE.icloudHelp}>{eligibility.icloudHelp}</ExternalLink>
        </>
      );
    case 'F_MODEL_LIST':
      return <a href="/models">{words}</a>;
    default:
      return <>{words}</>;
  }
}
