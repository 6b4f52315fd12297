/** Where a wipe of the shop's is, in a clerk's words, with its facts. */
import { Countdown } from '../components/countdown.tsx';
import { MaskedNumber } from '../components/masked-number.tsx';
import { Note, type NoteProps } from '../components/note.tsx';
import { Time } from '../components/time.tsx';
import { useTexts } from '../portal.ts';
import { whyEnded } from '../wipe/ending.ts';
import type { ShownWipe } from '../wipe/steps.ts';

interface WipeProps {
  readonly wipe: ShownWipe;
}

/** How the note about a state looks; the others are only news. */
const LOOKS: Readonly<Partial<Record<ShownWipe['state'], NoteProps['kind']>>> = {
  erased: 'success',
  failed: 'error',
  unconfirmed: 'warning',
  refused: 'warning',
  rejected: 'warning',
  expired: 'warning',
  held: 'warning',
};

export function WipeState({ wipe }: WipeProps) {
  const { counter, wipe: words } = useTexts();
  const { states, next, heldFor: holds } = counter.wipe;
  const { state, heldFor, cancellation } = wipe;
  const why = whyEnded(wipe, words.reasons);
  return (
    <Note kind={LOOKS[state] ?? 'info'} live>
      <p>
        <strong>{states[state]}</strong>
      </p>
      {heldFor && <p>{holds[heldFor]}</p>}
      {why && <p>{why}</p>}
      <p>{cancellation === 'wished' ? counter.cancel.wished : next[state]}</p>
    </Note>
  );
}

export function WipeFacts({ wipe }: WipeProps) {
  const { counter } = useTexts();
  const { wipe: words } = counter;
  const { modelName, number, requestedAt, deadlineAt, endedAt, storages } = wipe;
  return (
    <dl class="facts">
      <dt>{counter.model}</dt>
      <dd>{modelName}</dd>
      {number && (
        <>
          <dt>{counter.number}</dt>
          <dd>
            <MaskedNumber number={number} />
          </dd>
        </>
      )}
      <Approval wipe={wipe} />
      <dt>{words.requestedAt}</dt>
      <dd>
        <Time at={requestedAt} />
      </dd>
      <dt>{words.deadlineAt}</dt>
      <dd>
        <Time at={deadlineAt} />
      </dd>
      {endedAt && (
        <>
          <dt>{words.endedAt}</dt>
          <dd>
            <Time at={endedAt} />
          </dd>
        </>
      )}
      <StorageResults storages={storages} />
    </dl>
  );
}

/** What came of each storage, in a list of facts. */
export function StorageResults({ storages }: Pick<ShownWipe, 'storages'>) {
  const { record, wipe } = useTexts();
  return (
    <>
      {storages.length > 0 && <dt>{record.storages}</dt>}
      {storages.map(({ kind, result }) => (
        <dd key={kind}>
          {record.storage[kind]}: {wipe.sd[result]}
        </dd>
      ))}
    </>
  );
}

function Approval({ wipe: { approval, modelName } }: WipeProps) {
  const { counter, approvals } = useTexts();
  const { wipe: words } = counter;
  if (approval === undefined) return null;
  return (
    <>
      {approval.until && (
        <>
          <dt>{words.approvalUntil}</dt>
          <dd>
            <Countdown until={approval.until} of={modelName} />
          </dd>
        </>
      )}
      <dt>{words.approvalReasons}</dt>
      {approval.reasons.map((reason) => (
        <dd key={reason}>{approvals.reasons[reason]}</dd>
      ))}
      {approval.approved && (
        <>
          <dt>{words.approval}</dt>
          <dd>{words.approved}</dd>
        </>
      )}
    </>
  );
}
