/** Cancels a wipe for the shop, after a question: for certain, not known yet, or too late. */
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { isProblem } from '../api/failure.ts';
import { useSending } from '../api/use-sending.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Note } from '../components/note.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { useFormState } from '../form-state.ts';
import { usePortal } from '../portal.ts';
import type { ShownWipe } from '../wipe/steps.ts';

/** Whether the question was open when a fresh sign-in was wanted. */
const Asked = z.object({ isToBeSentAgain: z.boolean() });

export interface CancellationProps {
  readonly wipe: ShownWipe;
  /** The service has answered: how it stands is to be asked anew. */
  readonly onAnswered: () => void;
}

export function Cancellation({ wipe, onAnswered }: CancellationProps) {
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
    onAnswered();
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
