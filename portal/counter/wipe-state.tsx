/** Where a wipe of the shop's is, in a clerk's words, with its facts. */
import { Countdown } from '../components/countdown.tsx';
import { Fact } from '../components/fact.tsx';
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
      <Fact name={counter.model}>{modelName}</Fact>
      <Fact name={counter.number}>{number && <MaskedNumber number={number} />}</Fact>
      <Approval wipe={wipe} />
      <Fact name={words.requestedAt}>
        <Time at={requestedAt} />
      </Fact>
      <Fact name={words.deadlineAt}>
        <Time at={deadlineAt} />
      </Fact>
      <Fact name={words.endedAt}>{endedAt && <Time at={endedAt} />}</Fact>
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
      <Fact name={words.approvalUntil}>
        {approval.until && <Countdown until={approval.until} of={modelName} />}
      </Fact>
      <dt>{words.approvalReasons}</dt>
      {approval.reasons.map((reason) => (
        <dd key={reason}>{approvals.reasons[reason]}</dd>
      ))}
      <Fact name={words.approval}>{approval.approved && words.approved}</Fact>
    </>
  );
}
