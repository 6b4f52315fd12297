/** Cancels a wipe, after a question, with what the service answers: for certain, not known yet, or too late. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { isProblem } from '#browser/api/failure.ts';
import { type SignInStart, useSending } from '../api/use-sending.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Note } from '../components/note.tsx';
import { SendingNote } from '../components/sending-note.tsx';
import { usePortal } from '../portal.ts';
import { CODE_FIELD, StepUpConfirmed, StepUpPanel } from '../step-up/panel.tsx';
import type { Texts } from '../texts/texts.ts';
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
  const [isMalformed, setMalformed] = useState(false);
  const [isDone, setDone] = useState(false);
  const isCodeWrong = isProblem(failure, 'code-wrong');
  const outcomeNote = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus may be gone.
    if (isCodeWrong) focusCode();
    else if (isDone || failure) outcomeNote.current?.focus();
  }, [isDone, failure]);

  const ask = () => {
    const isCodeMalformed = stepUp.code() === 'malformed';
    setMalformed(isCodeMalformed);
    sending.forget();
    if (isCodeMalformed) focusCode();
    else setAsked(true);
  };
  const send = async () => {
    const code = stepUp.code();
    const outcome = await sending.send(async () => {
      const answer = await service.cancelWipe(wipeId, code ? { stepUpCode: code } : {});
      // Before anything else of the page comes up: nothing behind the question can take the focus.
      setAsked(false);
      return answer;
    });
    if (outcome === undefined) return;
    if (outcome.ok === true) setDone(true);
    if (outcome.ok === false && isProblem(outcome.failure, 'not-known-yet', 'too-late'))
      stepUp.done();
    reload();
  };

  return (
    <>
      <div ref={outcomeNote} tabIndex={-1}>
        {isDone && (
          <Note kind="success" live>
            {words.done}
          </Note>
        )}
        {isProblem(failure, 'not-known-yet') && (
          // A wish that is noted is an answer, and no failure.
          <Note kind="info" live>
            {words.words['not-known-yet']}
          </Note>
        )}
        {!isProblem(failure, 'not-known-yet', 'code-wrong') && (
          <SendingNote sending={sending} words={{ ...texts.stepUp.words, ...words.words }} />
        )}
      </div>
      {cancellation === 'possible' && !isDone && (
        <>
          {signInStart === 'asked' && (
            <StepUpPanel
              stepUp={stepUp}
              lineId={lineId}
              codeError={codeErrorOf({ isCodeWrong, isMalformed }, texts)}
            />
          )}
          {signInStart === 'at-once' && stepUp.isConfirmed && (
            <StepUpConfirmed>{texts.stepUp.confirmed}</StepUpConfirmed>
          )}
          <div class="actions">
            <Button onPress={ask}>{words.open}</Button>
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

const focusCode = () => document.getElementById(CODE_FIELD)?.focus();

function codeErrorOf(
  { isCodeWrong, isMalformed }: { readonly isCodeWrong: boolean; readonly isMalformed: boolean },
  { stepUp }: Texts,
): string | undefined {
  if (isCodeWrong) return stepUp.words['code-wrong'];
  return isMalformed ? stepUp.codeMalformed : undefined;
}
