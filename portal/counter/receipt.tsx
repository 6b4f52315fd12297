/** The receipt that a clerk prints for the customer. It is on paper only, and says nothing of who they are. */
import type * as z from 'zod/mini';
import { hasEnded } from '#domain/wipe/states.ts';
import type { WipeView } from '#functions/contract/bodies.ts';
import { Time } from '../components/time.tsx';
import { grouped } from '../line/standing.ts';
import { usePortal } from '../portal.ts';
import { exactTime } from '../time.ts';

export interface ReceiptProps {
  readonly wipe: z.infer<typeof WipeView>;
  /** When the state last held, epoch milliseconds. */
  readonly seenAt: number | undefined;
}

export function Receipt({ wipe, seenAt }: ReceiptProps) {
  const { texts, language } = usePortal();
  const { receipt, wipe: words } = texts.counter;
  const { wipeId, modelName, number, visit, state, requestedAt, deadlineAt } = wipe;
  return (
    <section class="receipt">
      <h2>{receipt.title}</h2>
      <dl class="facts">
        <dt>{receipt.acceptedAt}</dt>
        <dd>
          <Time at={requestedAt} />
        </dd>
        {visit && (
          <>
            <dt>{receipt.shop}</dt>
            <dd>{visit.shop}</dd>
          </>
        )}
        <dt>{receipt.model}</dt>
        <dd>{modelName}</dd>
        {number && (
          <>
            <dt>{receipt.number}</dt>
            <dd>{grouped(number)}</dd>
          </>
        )}
        <dt>{receipt.id}</dt>
        <dd>
          <code>{wipeId}</code>
        </dd>
        <dt>{receipt.until}</dt>
        <dd>
          <Time at={deadlineAt} />
        </dd>
        <dt>{receipt.status}</dt>
        <dd>
          {words.states[state]}
          {seenAt !== undefined && <> ({exactTime(seenAt, language)})</>}
        </dd>
      </dl>
      <h3>{receipt.nextTitle}</h3>
      <ul>
        {state === 'awaiting-approval' && <li>{receipt.nextApproval}</li>}
        {isBeforeHandset(wipe) && <li>{receipt.next}</li>}
        <li>{hasEnded(state) ? words.states[state] : receipt.result}</li>
      </ul>
      <h3>{receipt.knowTitle}</h3>
      <ul>
        {receipt.know.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing has gone out to the handset yet. */
const isBeforeHandset = ({ waitsFor }: ReceiptProps['wipe']) =>
  waitsFor !== 'verdict' && waitsFor !== 'sealing' && waitsFor !== 'nothing';
