/** What a failed call means, its code, and a way on. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { Failure, ProblemFailure } from '#browser/api/failure.ts';
import { mayBeDone } from '../act/may-be-done.ts';
import { useConsole, useTexts } from '../console.ts';
import type { Texts } from '../texts/texts.ts';

export interface FailureAlertProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  /** Whether something was to be done: then a lost answer does not say that it was not. */
  readonly isOfAct?: boolean;
}

export function FailureAlert({ failure, onRetry, isOfAct = false }: FailureAlertProps) {
  const { failures } = useTexts();
  const { session, language } = useConsole();
  const [isUnreachable, setUnreachable] = useState(false);
  const stepUp = () => {
    if (failure.kind !== 'step-up') return;
    setUnreachable(false);
    session
      .signIn(`${location.pathname}${location.search}`, { language, stepUp: failure })
      .catch(() => setUnreachable(true));
  };
  const action =
    failure.kind === 'step-up'
      ? { words: failures.signInAgain, press: stepUp }
      : onRetry && { words: failures.retry, press: onRetry };
  const words = isOfAct && mayBeDone(failure) ? notSure : wordsOf;
  return (
    <Alert
      type={failure.kind === 'step-up' ? 'warning' : 'error'}
      {...(action && { action: <Button onClick={action.press}>{action.words}</Button> })}
    >
      {isUnreachable ? failures.unreachable : words(failure, failures)}
    </Alert>
  );
}

/** What a problem means in the words of these pages, else in the service's own, with its code. */
export const wordsOfProblem = (
  { title, code }: ProblemFailure['problem'],
  words: Texts['failures'],
): string =>
  words.problem(Object.entries(words.codes).find(([name]) => name === code)?.[1] ?? title, code);

/** With the code or status by which one can ask about it. */
function notSure(failure: Failure, words: Texts['failures']): string {
  switch (failure.kind) {
    case 'problem':
      return words.problem(words.notSure, failure.problem.code);
    case 'unreadable':
      return words.problem(words.notSure, String(failure.status));
    default:
      return words.notSure;
  }
}

function wordsOf(failure: Failure, words: Texts['failures']): string {
  switch (failure.kind) {
    case 'problem':
      return wordsOfProblem(failure.problem, words);
    case 'unreachable':
      return words.unreachable;
    case 'unreadable':
      return words.unreadable(failure.status);
    case 'signed-out':
      return words.signedOut;
    case 'step-up':
      return words.stepUp;
  }
}
