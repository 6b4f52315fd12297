/** A line among others: its number, its phones, and what stands open. */
import { lineAddress, wipeAddress } from '../addresses.ts';
import { MaskedNumber } from '../components/masked-number.tsx';
import { useTexts } from '../portal.ts';
import { isPresent, type ShownHandset, type ShownLine, standingOf } from './standing.ts';

export function LineCard({ line }: { readonly line: ShownLine }) {
  const { lines } = useTexts();
  const { lineId, number, handsets, status } = line;
  return (
    <li class="card line-card">
      <h2 class="card-title">
        <a href={lineAddress(lineId)}>
          <MaskedNumber number={number} />
        </a>
        {status === 'suspended' && <span class="tag tag-warning">{lines.suspended}</span>}
      </h2>
      {handsets.length === 0 && <p class="quiet">{lines.noHandset}</p>}
      {handsets.length > 0 && (
        <ul class="plain-list">
          {handsets.map((handset) => (
            <HandsetLine
              key={handset.enrolmentId}
              handset={handset}
              isAlone={handsets.length === 1}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function HandsetLine({
  handset,
  isAlone,
}: {
  readonly handset: ShownHandset;
  readonly isAlone: boolean;
}) {
  const { lines } = useTexts();
  const standing = standingOf(handset);
  const which = isPresent(handset) ? lines.line.present : lines.line.earlier;
  return (
    <li>
      <span class="model">{handset.modelName}</span>
      {!isAlone && <span class="quiet"> {which}</span>}
      {standing.kind === 'under-way' && handset.latestWipe && (
        <p class="under-way">
          {lines.underWay(lines.states[handset.latestWipe.state])}{' '}
          <a href={wipeAddress(standing.wipeId)}>{lines.seeProgress}</a>
        </p>
      )}
    </li>
  );
}
