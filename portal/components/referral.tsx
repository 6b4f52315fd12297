/** Where somebody can go instead, with the way there; another company's service is named as theirs. */
import { wordsOfCode } from '../codes.ts';
import type { Config } from '../config.ts';
import { ELSEWHERE } from '../elsewhere.ts';
import { usePortal } from '../portal.ts';
import { ExternalLink } from './external-link.tsx';

export interface ReferralProps {
  readonly code: string;
  readonly links: Config['links'];
}

export function Referral({ code, links }: ReferralProps) {
  const { texts, language } = usePortal();
  const { eligibility, common } = texts;
  const words = wordsOfCode(code, language);
  switch (code) {
    case 'F_SHOP_COUNTER':
      return (
        <>
          {words} <a href="/shop-visit">{common.shopVisit}</a>
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
