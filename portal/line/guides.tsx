/** The carrier's own guides and notices that say more about what was judged, by their titles. */
import { useTexts } from '../portal.ts';
import type { ShownHandset } from './standing.ts';

export function Guides({ eligibility }: Pick<ShownHandset, 'eligibility'>) {
  const { guides } = useTexts().lines;
  const codes = [...eligibility.referrals, ...eligibility.warnings];
  const titles = codes.flatMap((code) => guides.titles[code] ?? []);
  if (titles.length === 0) return null;
  return (
    <>
      <p>{guides.lead}</p>
      <ul>
        {titles.map(({ title, japanese }) => (
          <li key={title}>
            {title}
            {japanese && (
              <>
                {' '}
                <span lang="ja">({japanese})</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
