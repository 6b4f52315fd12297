/** What a failed call means, its code, and a way on. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { Failure } from '#browser/api/failure.ts';
import { useTexts } from '../console.ts';
import type { Texts } from '../texts/texts.ts';

export interface FailureAlertProps {
  readonly failure: Failure | 'no-issuer';
  readonly onRetry?: () => void;
}

export function FailureAlert({ failure, onRetry }: FailureAlertProps) {
  const { common } = useTexts();
  return (
    <Alert
      type="error"
      {...(onRetry && { action: <Button onClick={onRetry}>{common.retry}</Button> })}
    >
      {wordsOf(failure, common.failure)}
    </Alert>
  );
}

function wordsOf(failure: FailureAlertProps['failure'], words: Texts['common']['failure']): string {
  if (failure === 'no-issuer') return words.unreachable;
  switch (failure.kind) {
    case 'problem':
      return words.problem(failure.problem.title, failure.problem.code);
    case 'unreachable':
      return words.unreachable;
    case 'unreadable':
      return words.unreadable(failure.status);
    case 'signed-out':
    case 'step-up':
      return words.signedOut;
  }
}
