/** What a failed call means for the person, and a way on. */
import type { Failure } from '#browser/api/failure.ts';
import { useFirstTexts } from '../portal.ts';
import type { FirstTexts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';
import { TimeIn } from './time.tsx';

export interface FailureNoteProps {
  readonly failure: Failure;
  /** The page's own words for problems that it expects, by code. */
  readonly words?: Readonly<Record<string, string>>;
  readonly onRetry?: () => unknown;
  /** Since when what the page shows may be out of date. */
  readonly seenAt?: number | undefined;
}

export function FailureNote({ failure, words = {}, onRetry, seenAt }: FailureNoteProps) {
  const texts = useFirstTexts();
  const { failure: usual } = texts;
  return (
    <Note kind="error" live>
      <p>{wordsOf(failure, words, texts)}</p>
      {failure.kind === 'problem' && failure.retryAfter !== undefined && (
        <p>{usual.retryAfter(wait(failure.retryAfter, texts))}</p>
      )}
      {seenAt !== undefined && (
        <p>
          <TimeIn sentence={usual.lastSeen} at={seenAt} />
        </p>
      )}
      {failure.kind === 'problem' && <p class="fine">{usual.code(failure.problem.code)}</p>}
      {onRetry && <Button onPress={onRetry}>{usual.retry}</Button>}
    </Note>
  );
}

function wordsOf(
  failure: Failure,
  words: Readonly<Record<string, string>>,
  { failure: usual, session }: FirstTexts,
): string {
  switch (failure.kind) {
    case 'problem':
      return words[failure.problem.code] ?? usualWordsOf(failure.problem.status, usual);
    case 'unreachable':
      return usual.unreachable;
    case 'unreadable':
      return usual.unreadable;
    case 'signed-out':
    case 'step-up':
      return session.over;
  }
}

function usualWordsOf(status: number, failure: FirstTexts['failure']): string {
  if (status === 429 || status === 503) return failure.busy;
  return status >= 500 ? failure.internal : failure.unknown;
}

function wait(seconds: number, { failure }: FirstTexts): string {
  if (seconds < 90) return failure.seconds(seconds);
  if (seconds < 5400) return failure.minutes(Math.ceil(seconds / 60));
  return failure.hours(Math.ceil(seconds / 3600));
}
