/** Cancels a wipe, after a question, with what the service answers: for certain, not known yet, or too late. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Failure, isProblem } from '../api/failure.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Note } from '../components/note.tsx';
import { usePortal } from '../portal.ts';
import { StepUpPanel } from '../step-up/panel.tsx';
import { useStepUp } from '../step-up/use-step-up.ts';
import type { ShownWipe } from './steps.ts';

export interface CancellationProps {
  readonly wipe: ShownWipe;
  /** Asks anew how the wipe stands. */
  readonly reload: () => void;
}

export function Cancellation({ wipe, reload }: CancellationProps) {
  const { service, texts } = usePortal();
  const { cancel } = texts.wipe;
  const stepUp = useStepUp(`cancel.${wipe.wipeId}`);
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [codeError, setCodeError] = useState<string>();
  const [isDone, setDone] = useState(false);

  const send = async () => {
    setFailure(undefined);
    setCodeError(undefined);
    const code = stepUp.code();
    if (code === 'malformed') {
      setAsked(false);
      return setCodeError(texts.stepUp.codeMalformed);
    }
    const outcome = await service.cancelWipe(wipe.wipeId, code ? { stepUpCode: code } : {});
    setAsked(false);
    if (outcome.ok === false && stepUp.challengedBy(outcome.failure)) return;
    if (outcome.ok === true) setDone(true);
    const failed = outcome.ok === false ? outcome.failure : undefined;
    setFailure(failed);
    if (failed === undefined || isProblem(failed, 'not-known-yet', 'too-late')) stepUp.done();
    reload();
  };

  return (
    <section aria-label={cancel.title}>
      {isDone && (
        <Note kind="success" live>
          {cancel.done}
        </Note>
      )}
      {failure && <CancelFailure failure={failure} />}
      <Possible wipe={wipe}>
        <StepUpPanel stepUp={stepUp} lineId={wipe.lineId} codeError={codeError} />
        <div class="actions">
          <Button onPress={() => setAsked(true)}>{cancel.open}</Button>
        </div>
      </Possible>
      <Dialog
        title={cancel.dialogTitle(wipe.modelName)}
        open={isAsked}
        onClose={() => setAsked(false)}
      >
        <p>{cancel.dialogText}</p>
        <div class="actions">
          <Button look="danger" onPress={send}>
            {cancel.confirm}
          </Button>
          <Button onPress={() => setAsked(false)}>{cancel.keep}</Button>
        </div>
      </Dialog>
    </section>
  );
}

/** What can be done about it now: everything, nothing any more, or wait for what was wished. */
function Possible({
  wipe: { cancellation, state },
  children,
}: {
  readonly wipe: ShownWipe;
  readonly children: ComponentChildren;
}) {
  const { cancel } = usePortal().texts.wipe;
  const title = <h2>{cancel.title}</h2>;
  switch (cancellation) {
    case 'too-late':
      return (
        <>
          {title}
          <p>{cancel.tooLate}</p>
        </>
      );
    // What it waits for, or how it ended, says so already.
    case 'wished':
    case 'ended':
      return null;
    case 'possible':
      return (
        <>
          {title}
          <p>{state === 'issued' ? cancel.text.issued : cancel.text.possible}</p>
          {children}
        </>
      );
  }
}

function CancelFailure({ failure }: { readonly failure: Failure }) {
  const { texts } = usePortal();
  const { stepUp } = texts;
  const { cancel } = texts.wipe;
  // A wish that is noted is an answer, and no failure.
  if (isProblem(failure, 'not-known-yet'))
    return (
      <Note kind="info" live>
        {cancel.words['not-known-yet']}
      </Note>
    );
  if (failure.kind === 'unreachable' || failure.kind === 'unreadable')
    return (
      <Note kind="error" live>
        {cancel.notSure}
      </Note>
    );
  return <FailureNote failure={failure} words={{ ...stepUp.words, ...cancel.words }} />;
}
