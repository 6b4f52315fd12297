/** Cancels a wipe, after a question, with what the service answers: for certain, not known yet, or too late. */
import { useState } from 'preact/hooks';
import { isProblem } from '#browser/api/failure.ts';
import { type SignInStart, useSending } from '../api/use-sending.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Note } from '../components/note.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { usePortal } from '../portal.ts';
import { StepUpPanel } from '../step-up/panel.tsx';
import type { ShownWipe } from './steps.ts';

/** How it is said to whoever cancels. */
export interface CancelWords {
  readonly open: string;
  readonly dialogTitle: (model: string) => string;
  readonly dialogText: string;
  readonly confirm: string;
  readonly keep: string;
  readonly done: string;
  /** By the codes of problems. */
  readonly words: Readonly<Record<string, string>>;
}

export interface CancellationProps {
  readonly wipe: ShownWipe;
  readonly words: CancelWords;
  readonly signInStart: SignInStart;
  /** Asks anew how the wipe stands. */
  readonly reload: () => void;
}

export function Cancellation({ wipe, words, signInStart, reload }: CancellationProps) {
  const { service, texts } = usePortal();
  const { wipeId, lineId, modelName, cancellation } = wipe;
  const sending = useSending(`cancel.${wipeId}`, signInStart);
  const { stepUp, failure } = sending;
  const [isAsked, setAsked] = useState(false);
  const [codeError, setCodeError] = useState<string>();
  const [isDone, setDone] = useState(false);

  const send = async () => {
    const code = stepUp.code();
    setCodeError(code === 'malformed' ? texts.stepUp.codeMalformed : undefined);
    if (code === 'malformed') return setAsked(false);
    const outcome = await sending.send(() =>
      service.cancelWipe(wipeId, code ? { stepUpCode: code } : {}),
    );
    setAsked(false);
    if (outcome === undefined) return;
    if (outcome.ok === true) setDone(true);
    if (outcome.ok === false && isProblem(outcome.failure, 'not-known-yet', 'too-late'))
      stepUp.done();
    reload();
  };

  return (
    <>
      {isDone && (
        <Note kind="success" live>
          {words.done}
        </Note>
      )}
      {isProblem(failure, 'not-known-yet') ? (
        // A wish that is noted is an answer, and no failure.
        <Note kind="info" live>
          {words.words['not-known-yet']}
        </Note>
      ) : (
        <SendingNote sending={sending} words={{ ...texts.stepUp.words, ...words.words }} />
      )}
      {cancellation === 'possible' && !isDone && (
        <>
          {signInStart === 'asked' && (
            <StepUpPanel stepUp={stepUp} lineId={lineId} codeError={codeError} />
          )}
          {signInStart === 'at-once' && stepUp.isConfirmed && (
            <Note kind="success" live>
              {texts.stepUp.confirmed}
            </Note>
          )}
          <div class="actions">
            <Button onPress={() => setAsked(true)}>{words.open}</Button>
          </div>
        </>
      )}
      <Dialog title={words.dialogTitle(modelName)} open={isAsked} onClose={() => setAsked(false)}>
        <p>{words.dialogText}</p>
        <div class="actions">
          <Button look="danger" onPress={send}>
            {words.confirm}
          </Button>
          <Button onPress={() => setAsked(false)}>{words.keep}</Button>
        </div>
      </Dialog>
    </>
  );
}
