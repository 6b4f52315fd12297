/** A phone of a line: what is known of it, whether it can be wiped, and the way on. */
import { useId } from 'preact/hooks';
import { requestAddress, wipeAddress } from '../addresses.ts';
import { ButtonLink } from '../components/button.tsx';
import { Eligibility } from '../components/eligibility.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import { Note } from '../components/note.tsx';
import { usePortal } from '../portal.ts';
import { Guides } from './guides.tsx';
import { HandsetFacts } from './handset-facts.tsx';
import { isPresent, type ShownHandset, type ShownLine, standingOf } from './standing.ts';

export interface HandsetCardProps {
  readonly line: ShownLine;
  readonly handset: ShownHandset;
}

export function HandsetCard({ line, handset }: HandsetCardProps) {
  const { texts } = usePortal();
  const { line: words } = texts.lines;
  const titleId = useId();
  return (
    <section class="card handset" aria-labelledby={titleId}>
      <p class="eyebrow">{isPresent(handset) ? words.present : words.earlier}</p>
      <h2 id={titleId} class="card-title">
        {handset.modelName}
      </h2>
      <dl class="facts">
        <dt>{texts.request.number}</dt>
        <dd>
          <MaskedNumber number={line.number} />
        </dd>
        <HandsetFacts handset={handset} />
        <dt>{words.deviceLock}</dt>
        <dd>{words.locks[line.locks.device]}</dd>
        <dt>{words.walletLock}</dt>
        <dd>{words.locks[line.locks.wallet]}</dd>
      </dl>
      <WayOn line={line} handset={handset} />
    </section>
  );
}

function WayOn({ line, handset }: HandsetCardProps) {
  const { texts } = usePortal();
  const { line: words, seeProgress } = texts.lines;
  const standing = standingOf(handset);
  switch (standing.kind) {
    case 'under-way':
      return (
        <>
          <Note kind="info">{words.underWay}</Note>
          <div class="actions">
            <ButtonLink look="primary" href={wipeAddress(standing.wipeId)}>
              {seeProgress}
            </ButtonLink>
          </div>
        </>
      );
    case 'erased':
    case 'unconfirmed':
      return (
        <>
          <Note kind={standing.kind === 'erased' ? 'success' : 'warning'}>
            {words[standing.kind]}
          </Note>
          <div class="actions">
            <ButtonLink href={wipeAddress(standing.wipeId)}>{words.seeResult}</ButtonLink>
          </div>
        </>
      );
    case 'refused':
      return (
        <>
          <Eligibility eligibility={handset.eligibility} />
          <Guides eligibility={handset.eligibility} />
        </>
      );
    case 'open':
      return (
        <>
          <Eligibility eligibility={handset.eligibility} />
          <Guides eligibility={handset.eligibility} />
          <div class="actions">
            <ButtonLink look="primary" href={requestAddress(line.lineId, handset.enrolmentId)}>
              {words.proceedTo(handset.modelName)}
            </ButtonLink>
          </div>
        </>
      );
  }
}
