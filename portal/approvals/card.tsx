/** A request that waits for a second person, or that one decided on: its facts, and the decision. */
import type * as z from 'zod/mini';
import { wordsOfCode } from '#domain/eligibility/code-words.ts';
import type { ApprovalView } from '#functions/contract/bodies.ts';
import { Countdown } from '../components/countdown.tsx';
import { Fact } from '../components/fact.tsx';
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
      <Fact name={facts.until}>
        {approval.status === 'to-decide' && until && <Countdown until={until} of={phone} />}
      </Fact>
      <Fact name={facts.decidedAt}>{decidedAt && <Time at={decidedAt} />}</Fact>
      <Fact name={facts.model}>
        {approval.modelName} ({approval.model})
      </Fact>
      <Fact name={facts.number}>
        {approval.number ? <MaskedNumber number={approval.number} /> : facts.numberGone}
      </Fact>
      <Fact name={facts.channel}>{facts.channels[approval.channel]}</Fact>
      {visit && <Visit visit={visit} />}
      <dt>{facts.consents}</dt>
      {consents.length === 0 && <dd>{facts.noConsents}</dd>}
      {consents.map((code) => (
        <dd key={code}>{wordsOfCode(code, language)}</dd>
      ))}
      <Fact name={facts.requestedBy}>
        <code>{approval.requestedBy}</code>
      </Fact>
      <Fact name={facts.requestedAt}>
        <Time at={approval.requestedAt} />
      </Fact>
      <Fact name={facts.deadlineAt}>
        <Time at={approval.deadlineAt} />
      </Fact>
      <Fact name={facts.id}>
        <code>{approval.wipeId}</code>
      </Fact>
    </dl>
  );
}

function Visit({ visit }: { readonly visit: NonNullable<Approval['visit']> }) {
  const { texts, language } = usePortal();
  const { facts } = texts.approvals;
  const said = (so: boolean) => (so ? facts.yes : facts.no);
  return (
    <>
      <Fact name={facts.shop}>{visit.shop}</Fact>
      <Fact name={facts.documents}>
        {visit.documents.map((type) => wordsOfCode(type, language)).join(', ') || facts.noDocuments}
      </Fact>
      <Fact name={facts.reservation}>{said(visit.reservation)}</Fact>
      <Fact name={facts.present}>{said(visit.customerPresent)}</Fact>
    </>
  );
}
