/** The receipt that a clerk prints for the customer. It is on paper only, and says nothing of who they are. */
import { hasEnded } from '#domain/wipe/states.ts';
import { Time } from '../components/time.tsx';
import { grouped } from '../phone-number.ts';
import { useTexts } from '../portal.ts';
import type { ShownWipe } from '../wipe/steps.ts';
import { StorageResults } from './wipe-state.tsx';

export interface ReceiptProps {
  readonly wipe: ShownWipe;
  /** When the state last held, epoch milliseconds. */
  readonly seenAt: number | undefined;
}

export function Receipt({ wipe, seenAt }: ReceiptProps) {
  const { receipt, wipe: words } = useTexts().counter;
  const { wipeId, modelName, number, visit, state, storages, requestedAt, deadlineAt } = wipe;
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
          {seenAt !== undefined && (
            <>
              {' '}
              (<Time at={seenAt} to="second" />)
            </>
          )}
        </dd>
        <StorageResults storages={storages} />
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
