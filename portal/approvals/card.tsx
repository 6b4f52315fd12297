/** A request that waits for a second person, or that one decided on: its facts, and the decision. */
import type * as z from 'zod/mini';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import type { ApprovalView } from '#functions/contract/bodies.ts';
import { Countdown } from '../components/countdown.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import { Note } from '../components/note.tsx';
import { Time } from '../components/time.tsx';
import { lastFourOf } from '../phone-number.ts';
import { usePortal, useTexts } from '../portal.ts';
import { ApprovalDecision } from './decision.tsx';

type Approval = z.infer<typeof ApprovalView>;

export interface ApprovalCardProps {
  readonly approval: Approval;
  /** It counts; what to say of it. */
  readonly onDecided: (words: string) => void;
  /** What is shown is no longer so. */
  readonly onStale: () => void;
}

export function ApprovalCard({ approval, onDecided, onStale }: ApprovalCardProps) {
  const { approvals: words, lines } = useTexts();
  const { modelName, number, status, reasons, own } = approval;
  const phone = lines.phone(modelName, number && lastFourOf(number));
  return (
    <article aria-label={phone}>
      <h2 class="card-title">
        {phone} <span class={`badge badge-${status}`}>{words.statuses[status]}</span>
      </h2>
      {reasons.length > 0 && (
        <>
          <h3>{words.reasonsTitle}</h3>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{words.reasons[reason]}</li>
            ))}
          </ul>
        </>
      )}
      <Facts approval={approval} phone={phone} />
      {status === 'to-decide' &&
        (own ? (
          <Note kind="info">{words.own}</Note>
        ) : (
          <ApprovalDecision
            approval={approval}
            phone={phone}
            onDecided={onDecided}
            onStale={onStale}
          />
        ))}
    </article>
  );
}

function Facts({ approval, phone }: { readonly approval: Approval; readonly phone: string }) {
  const { texts, language } = usePortal();
  const { facts } = texts.approvals;
  const { until, decidedAt, visit, consents } = approval;
  return (
    <dl class="facts">
      {approval.status === 'to-decide' && until && (
        <>
          <dt>{facts.until}</dt>
          <dd>
            <Countdown until={until} of={phone} />
          </dd>
        </>
      )}
      {decidedAt && (
        <>
          <dt>{facts.decidedAt}</dt>
          <dd>
            <Time at={decidedAt} />
          </dd>
        </>
      )}
      <dt>{facts.model}</dt>
      <dd>
        {approval.modelName} ({approval.model})
      </dd>
      <dt>{facts.number}</dt>
      <dd>{approval.number ? <MaskedNumber number={approval.number} /> : facts.numberGone}</dd>
      <dt>{facts.channel}</dt>
      <dd>{facts.channels[approval.channel]}</dd>
      {visit && <Visit visit={visit} />}
      <dt>{facts.consents}</dt>
      {consents.length === 0 && <dd>{facts.noConsents}</dd>}
      {consents.map((code) => (
        <dd key={code}>{wordsOfCode(code, language)}</dd>
      ))}
      <dt>{facts.requestedBy}</dt>
      <dd>
        <code>{approval.requestedBy}</code>
      </dd>
      <dt>{facts.requestedAt}</dt>
      <dd>
        <Time at={approval.requestedAt} />
      </dd>
      <dt>{facts.deadlineAt}</dt>
      <dd>
        <Time at={approval.deadlineAt} />
      </dd>
      <dt>{facts.id}</dt>
      <dd>
        <code>{approval.wipeId}</code>
      </dd>
    </dl>
  );
}

function Visit({ visit }: { readonly visit: NonNullable<Approval['visit']> }) {
  const { texts, language } = usePortal();
  const { facts } = texts.approvals;
  const said = (so: boolean) => (so ? facts.yes : facts.no);
  return (
    <>
      <dt>{facts.shop}</dt>
      <dd>{visit.shop}</dd>
      <dt>{facts.documents}</dt>
      <dd>
        {visit.documents.map((type) => wordsOfCode(type, language)).join(', ') || facts.noDocuments}
      </dd>
      <dt>{facts.reservation}</dt>
      <dd>{said(visit.reservation)}</dd>
      <dt>{facts.present}</dt>
      <dd>{said(visit.customerPresent)}</dd>
    </>
  );
}
