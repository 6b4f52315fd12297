/** What was asked for, by whom and how; of a shop, what its clerk recorded of the visit. */

import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import { hasEnded } from '#domain/wipe/states.ts';
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
        <dt>{words.model}</dt>
        <dd>{modelName === model ? model : `${modelName} (${model})`}</dd>
        {number !== undefined && (
          <>
            <dt>{words.number}</dt>
            <dd>
              <MaskedNumber number={number} />
            </dd>
          </>
        )}
        <dt>{words.requestedAt}</dt>
        <dd>
          <Time at={requestedAt} />
        </dd>
        <dt>{words.deadline}</dt>
        <dd>
          <Time at={deadlineAt} />
        </dd>
        {endedAt !== undefined && (
          <>
            <dt>{words.endedAt}</dt>
            <dd>
              <Time at={endedAt} />
            </dd>
          </>
        )}
        <dt>{words.channel}</dt>
        <dd>{words.channels[channel]}</dd>
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
      <dt>{words.shop}</dt>
      <dd>{visit.shop}</dd>
      <dt>{words.documents}</dt>
      <dd>
        <ul class="plain-list">
          {visit.documents.map((type) => (
            <li key={type}>{wordsOfCode(type, language)}</li>
          ))}
        </ul>
      </dd>
      <dt>{words.reservation}</dt>
      <dd>{words.reservations[answer(visit.reservation)]}</dd>
      <dt>{words.customerPresent}</dt>
      <dd>{words.presences[answer(visit.customerPresent)]}</dd>
    </>
  );
}

function Approval({ wipe: { approval, state } }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = usePortal().texts;
  if (approval === undefined) return null;
  const missing = hasEnded(state) ? words.notApproved : words.notYetApproved;
  return (
    <>
      <dt>{words.approvalTitle}</dt>
      <dd>{approval.approved ? words.approved : missing}</dd>
      <dt>{words.approvalWhy}</dt>
      <dd>
        <ul class="plain-list">
          {approval.reasons.map((reason) => (
            <li key={reason}>{words.approvalReasons[reason]}</li>
          ))}
        </ul>
      </dd>
    </>
  );
}
