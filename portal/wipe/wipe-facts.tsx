/** What was asked for, by whom and how; of a shop, what its clerk recorded of the visit. */

import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { Fact } from '../components/fact.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import { Time } from '../components/time.tsx';
import { usePortal } from '../portal.ts';
import type { ShownWipe } from './steps.ts';

export function WipeFacts({ wipe }: { readonly wipe: ShownWipe }) {
  const { texts } = usePortal();
  const { wipe: words } = texts;
  const { modelName, model, number, requestedAt, deadlineAt, endedAt, channel } = wipe;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.factsTitle}</h2>
      <dl class="facts">
        <Fact name={words.model}>{modelName === model ? model : `${modelName} (${model})`}</Fact>
        <Fact name={words.number}>{number !== undefined && <MaskedNumber number={number} />}</Fact>
        <Fact name={words.requestedAt}>
          <Time at={requestedAt} />
        </Fact>
        <Fact name={words.deadline}>
          <Time at={deadlineAt} />
        </Fact>
        <Fact name={words.endedAt}>{endedAt !== undefined && <Time at={endedAt} />}</Fact>
        <Fact name={words.channel}>{words.channels[channel]}</Fact>
        <Visit wipe={wipe} />
        <Approval wipe={wipe} />
      </dl>
    </section>
  );
}

function Visit({ wipe: { visit } }: { readonly wipe: ShownWipe }) {
  const { texts, language } = usePortal();
  const { wipe: words } = texts;
  if (visit === undefined) return null;
  const answer = (yes: boolean) => (yes ? 'yes' : 'no');
  return (
    <>
      <Fact name={words.shop}>{visit.shop}</Fact>
      <Fact name={words.documents}>
        <ul class="plain-list">
          {visit.documents.map((type) => (
            <li key={type}>{wordsOfCode(type, language)}</li>
          ))}
        </ul>
      </Fact>
      <Fact name={words.reservation}>{words.reservations[answer(visit.reservation)]}</Fact>
      <Fact name={words.customerPresent}>{words.presences[answer(visit.customerPresent)]}</Fact>
    </>
  );
}

function Approval({ wipe: { approval, state } }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = usePortal().texts;
  if (approval === undefined) return null;
  const missing = hasEnded(state) ? words.notApproved : words.notYetApproved;
  return (
    <>
      <Fact name={words.approvalTitle}>{approval.approved ? words.approved : missing}</Fact>
      <Fact name={words.approvalWhy}>
        <ul class="plain-list">
          {approval.reasons.map((reason) => (
            <li key={reason}>{words.approvalReasons[reason]}</li>
          ))}
        </ul>
      </Fact>
    </>
  );
}
