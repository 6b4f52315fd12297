/** The form itself. What is entered, and the key that keeps it from being asked twice, outlast a reload and a sign-in. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isProblem, problemIn } from '#browser/api/failure.ts';
import { forget } from '#browser/session/kept.ts';
import { wipeAddress } from '../addresses.ts';
import { type Sending, useSending } from '../api/use-sending.ts';
import { Button } from '../components/button.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { useFormState } from '../form-state.ts';
import type { ShownHandset, ShownLine } from '../line/standing.ts';
import { lastFourOf } from '../phone-number.ts';
import { usePortal } from '../portal.ts';
import { CODE_FIELD, StepUpPanel } from '../step-up/panel.tsx';
import type { Texts } from '../texts/texts.ts';
import { Consequences } from './consequences.tsx';
import { RequestFailure } from './failure.tsx';
import { emptyFields, Fields, mistakesIn, requestOf, type Target } from './fields.ts';
import { mistakesInWords } from './mistakes.ts';
import { Consents, DaysToWait, LastFour } from './parts.tsx';

export interface RequestFormProps {
  /** Under which it is kept. */
  readonly name: string;
  readonly line: ShownLine;
  readonly handset: ShownHandset;
  /** Asks anew what the line is like. */
  readonly reload: () => void;
}

export function RequestForm({ name, line, handset, reload }: RequestFormProps) {
  const { service, texts } = usePortal();
  const { request, lines, frame } = texts;
  const { route } = useLocation();
  const [fields, change] = useFormState(name, Fields, emptyFields);
  const sending = useSending(name, 'asked');
  const { stepUp, failure } = sending;
  const [round, setRound] = useState(0);
  useEffect(fetchWipePage, []);

  const { enrolmentId, eligibility } = handset;
  const target: Target = { enrolmentId, number: line.number, warnings: eligibility.warnings };
  const code = stepUp.code();
  // Nobody is told of mistakes before they have said that they are done.
  const wrong = round > 0 ? mistakesIn(fields, target) : {};
  const codeError = codeErrorOf(code, { round, failure, texts });
  const mistakes = [
    ...mistakesInWords(wrong, texts),
    ...(codeError ? [{ id: CODE_FIELD, words: codeError }] : []),
  ];

  const nextRound = () => setRound((before) => before + 1);
  const submit = async () => {
    nextRound();
    sending.forget();
    const isWrong = Object.keys(mistakesIn(fields, target)).length > 0;
    if (isWrong || code === 'malformed') return;
    const body = requestOf(fields, target, code);
    const outcome = await sending.send(() => service.requestWipe(line.lineId, body, fields.key));
    if (outcome?.ok === true) {
      // What is shown stays as it is until the next page is there: it was right.
      forget(name);
      route(wipeAddress(outcome.value.wipeId), true);
    }
    if (outcome?.ok !== false) return;
    const { failure: failed } = outcome;
    if (isProblem(failed, 'consent-missing')) change({ cameUp: problemIn(failed)?.missing ?? [] });
    if (isProblem(failed, 'consent-missing', 'code-wrong')) nextRound();
    if (isProblem(failed, 'consent-missing', 'not-eligible')) reload();
  };

  return (
    <form noValidate onSubmit={(event) => event.preventDefault()}>
      <ErrorSummary title={request.mistakes} mistakes={mistakes} round={round} />
      <Consequences line={line} handset={handset} />
      <DaysToWait fields={fields} change={change} wrong={wrong} />
      <Consents fields={fields} change={change} wrong={wrong} target={target} />
      <LastFour fields={fields} change={change} wrong={wrong} />
      <p>{frame.free}</p>
      <StepUpPanel stepUp={stepUp} lineId={line.lineId} codeError={codeError} />
      {!isCodeWrong(failure) && <RequestFailure sending={sending} lineId={line.lineId} />}
      <p id="cannot-undo" class="strong">
        {request.cannotUndo}
      </p>
      <div class="actions">
        <Button look="danger" describedBy="cannot-undo" onPress={submit}>
          {request.submit(lines.phone(handset.modelName, lastFourOf(line.number)))}
        </Button>
      </div>
      {stepUp.stage === 'none' && !stepUp.isConfirmed && <p class="fine">{request.stepUpAhead}</p>}
    </form>
  );
}

/** So that it is at hand once the request is taken. The router fetches it again where that fails, and says so. */
function fetchWipePage(): void {
  void import('../pages/wipe.tsx').catch(() => undefined);
}

const isCodeWrong = (failure: Sending['failure']) => isProblem(failure, 'code-wrong');

/** What is wrong with the code: that it is none, or that the service did not take it. */
function codeErrorOf(
  code: string | undefined,
  {
    round,
    failure,
    texts: { stepUp },
  }: { readonly round: number; readonly failure: Sending['failure']; readonly texts: Texts },
): string | undefined {
  if (isCodeWrong(failure)) return stepUp.words['code-wrong'];
  return round > 0 && code === 'malformed' ? stepUp.codeMalformed : undefined;
}
