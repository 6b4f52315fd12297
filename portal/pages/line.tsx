/** One line: its phones with what is known of them, what can be done with each, and what was done before. */
import { useRoute } from 'preact-iso';
import { wipeAddress } from '../addresses.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Eligibility } from '../components/eligibility.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { Guides } from '../line/guides.tsx';
import { HandsetCard } from '../line/handset-card.tsx';
import { type ShownHandset, type ShownLine, standingOf } from '../line/standing.ts';
import { WalletAdvice } from '../line/wallet-advice.tsx';
import { WipeHistory } from '../line/wipe-history.tsx';
import { grouped } from '../phone-number.ts';
import { usePortal } from '../portal.ts';

export function LinePage() {
  const { params } = useRoute();
  const { texts } = usePortal();
  return (
    <ForRole only="subscriber" title={texts.lines.line.title}>
      <OneLine lineId={params['lineId'] ?? ''} />
    </ForRole>
  );
}

function OneLine({ lineId }: { readonly lineId: string }) {
  const { service, texts } = usePortal();
  const answer = useAnswer(() => service.line(lineId), lineId);
  const { line: words, number } = texts.lines;
  const title = answer.value ? number(grouped(answer.value.number)) : words.title;
  return (
    <Page title={title} back={{ href: '/', label: words.back }}>
      <Answered answer={answer} words={{ 'line-not-found': words.notFound }}>
        {(line) => <Line line={line} />}
      </Answered>
    </Page>
  );
}

const canBeWiped = (handset: ShownHandset) => standingOf(handset).kind === 'open';

function Line({ line }: { readonly line: ShownLine }) {
  const { texts } = usePortal();
  const { line: words } = texts.lines;
  const { handsets, eligibility, status } = line;
  return (
    <>
      {handsets.length > 0 && <p class="lead">{words.lead}</p>}
      {status === 'suspended' && (
        <p>
          <span class="tag tag-warning">{texts.lines.suspended}</span>
        </p>
      )}
      {handsets.length > 1 && <Note kind="info">{words.twoHandsets}</Note>}
      {handsets.some(canBeWiped) && <WalletAdvice line={line} />}
      {handsets.map((handset) => (
        <HandsetCard key={handset.enrolmentId} line={line} handset={handset} />
      ))}
      {handsets.length === 0 && (
        <section aria-labelledby="no-handset">
          <h2 id="no-handset">{words.noHandsetTitle}</h2>
          {eligibility && (
            <>
              <Eligibility eligibility={eligibility} />
              <Guides eligibility={eligibility} />
            </>
          )}
        </section>
      )}
      <WipeHistory
        lineId={line.lineId}
        title={words.history}
        none={words.noHistory}
        addressOf={wipeAddress}
      />
    </>
  );
}
