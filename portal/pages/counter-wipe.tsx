/** A wipe that the shop asked for: where it is, live; cancelling it; the receipt for the customer. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import * as z from 'zod/mini';
import type { WipeView } from '#functions/contract/bodies.ts';
import { isProblem } from '../api/failure.ts';
import { useLive } from '../api/use-answer.ts';
import { useSending } from '../api/use-sending.ts';
import { Answered } from '../components/answered.tsx';
import { Button } from '../components/button.tsx';
import { Countdown } from '../components/countdown.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ForRole } from '../components/for-role.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { Receipt } from '../components/receipt.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { Time } from '../components/time.tsx';
import { useFormState } from '../form-state.ts';
import { usePortal, useTexts } from '../portal.ts';

type Wipe = z.infer<typeof WipeView>;

export function CounterWipePage() {
  const { service, texts } = usePortal();
  const { wipe: words } = texts.counter;
  const { wipeId = '' } = useRoute().params;
  return (
    <ForRole only="shop" title={words.title}>
      <Page title={words.title} back={{ href: '/counter', label: words.back }}>
        <Live key={wipeId} ask={(etag) => service.wipe(wipeId, etag)} wipeId={wipeId} />
      </Page>
    </ForRole>
  );
}

interface LiveProps {
  readonly wipeId: string;
  readonly ask: Parameters<typeof useLive<Wipe>>[0];
}

function Live({ ask, wipeId }: LiveProps) {
  const { counter } = useTexts();
  const answer = useLive(ask, wipeId);
  return (
    <Answered answer={answer} words={counter.wipe.problems}>
      {(wipe) => (
        <>
          <State wipe={wipe} />
          <Facts wipe={wipe} />
          <Cancellation wipe={wipe} onDone={answer.reload} />
          <div class="actions">
            <Button look="primary" onPress={() => window.print()}>
              {counter.receipt.print}
            </Button>
          </div>
          <Receipt wipe={wipe} seenAt={answer.seenAt} />
        </>
      )}
    </Answered>
  );
}

const MARKS = {
  erased: 'success',
  failed: 'error',
  unconfirmed: 'warning',
  refused: 'warning',
  rejected: 'warning',
  expired: 'warning',
  held: 'warning',
} as const satisfies Partial<Record<Wipe['state'], string>>;

function State({ wipe: { state, heldFor, reason, cancellation } }: { readonly wipe: Wipe }) {
  const { counter } = useTexts();
  const { states, next, heldFor: holds, reasons } = counter.wipe;
  const kinds: Partial<Record<Wipe['state'], 'success' | 'error' | 'warning'>> = MARKS;
  const why: Readonly<Record<string, string>> = reasons;
  return (
    <Note kind={kinds[state] ?? 'info'} live>
      <p>
        <strong>{states[state]}</strong>
      </p>
      {heldFor && <p>{holds[heldFor]}</p>}
      {reason && why[reason] && <p>{why[reason]}</p>}
      <p>{cancellation === 'wished' ? counter.cancel.wished : next[state]}</p>
    </Note>
  );
}

function Facts({ wipe }: { readonly wipe: Wipe }) {
  const { counter, approvals } = useTexts();
  const { wipe: words } = counter;
  const { modelName, number, approval, requestedAt, deadlineAt, endedAt, storages } = wipe;
  return (
    <dl class="facts">
      <dt>{counter.model}</dt>
      <dd>{modelName}</dd>
      {number && (
        <>
          <dt>{counter.number}</dt>
          <dd>{number}</dd>
        </>
      )}
      {approval?.until && (
        <>
          <dt>{words.approvalUntil}</dt>
          <dd>
            <Countdown until={approval.until} of={modelName} />
          </dd>
        </>
      )}
      {approval && (
        <>
          <dt>{words.approvalReasons}</dt>
          <dd>{approval.reasons.map((reason) => approvals.reasons[reason]).join(' ')}</dd>
        </>
      )}
      {approval?.approved && (
        <>
          <dt>{words.approval}</dt>
          <dd>{words.approved}</dd>
        </>
      )}
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
      {storages.length > 0 && (
        <>
          <dt>{words.storages}</dt>
          {storages.map(({ kind, result }) => (
            <dd key={kind}>
              {words.storage[kind]}: {words.storageResults[result]}
            </dd>
          ))}
        </>
      )}
    </dl>
  );
}

/** Whether the question was open when a fresh sign-in was wanted. */
const Asked = z.object({ isToBeSentAgain: z.boolean() });

function Cancellation({ wipe, onDone }: { readonly wipe: Wipe; readonly onDone: () => void }) {
  const { service, texts } = usePortal();
  const { cancel } = texts.counter;
  const { wipeId, modelName, cancellation } = wipe;
  const [asked, change, clear] = useFormState(`counter-cancel.${wipeId}`, Asked, () => ({
    isToBeSentAgain: false,
  }));
  const [isOpen, setOpen] = useState(asked.isToBeSentAgain);
  const [isDone, setDone] = useState(false);
  const sending = useSending();
  const close = () => {
    setOpen(false);
    clear();
  };
  const confirm = async () => {
    const outcome = await sending.send(
      () => service.cancelWipe(wipeId, {}),
      () => change({ isToBeSentAgain: true }),
    );
    if (outcome === undefined) return;
    if (outcome.ok === true) setDone(true);
    else if (outcome.ok === false && !isProblem(outcome.failure, ...ANSWERS)) return;
    close();
    onDone();
  };
  const isWished =
    sending.failure !== undefined &&
    sending.failure !== 'no-issuer' &&
    isProblem(sending.failure, 'not-known-yet');
  return (
    <>
      {isDone && (
        <Note kind="success" live>
          {cancel.done}
        </Note>
      )}
      {!isOpen && !isWished && <SendingNote sending={sending} words={cancel.problems} />}
      {cancellation === 'possible' && !isDone && (
        <div class="actions">
          <Button onPress={() => setOpen(true)}>{cancel.open}</Button>
        </div>
      )}
      <Dialog title={cancel.title} open={isOpen} onClose={close}>
        <p>{cancel.text(modelName)}</p>
        {asked.isToBeSentAgain && <Note kind="success">{cancel.confirmed}</Note>}
        {isOpen && <SendingNote sending={sending} words={cancel.problems} />}
        <div class="actions">
          <Button look="danger" onPress={confirm}>
            {cancel.confirm(modelName)}
          </Button>
          <Button onPress={close}>{cancel.close}</Button>
        </div>
      </Dialog>
    </>
  );
}

/** Problems that are answers: the question is over. */
const ANSWERS = ['not-known-yet', 'too-late', 'wipe-ended', 'audit-full', 'wipe-not-found'];
