/** What a failed call means for the person, and a way on. */
import type { Challenge, Failure } from '#browser/api/failure.ts';
import { useFirstTexts, usePortal } from '../portal.ts';
import type { FirstTexts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';
import { SignInButton } from './sign-in-button.tsx';
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
      {failure.kind === 'step-up' ? (
        <SurerSignIn challenge={failure} />
      ) : (
        onRetry && <Button onPress={onRetry}>{usual.retry}</Button>
      )}
    </Note>
  );
}

/** Asking once more would be answered alike: what is wanted is another sign-in. */
function SurerSignIn({ challenge: { acr, maxAge } }: { readonly challenge: Challenge }) {
  const { session, language } = usePortal();
  const here = `${location.pathname}${location.search}`;
  const signIn = () => session.signIn(here, { stepUp: { acr, maxAge }, language });
  return <SignInButton signIn={signIn} />;
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
      return session.over;
    case 'step-up':
      return session.twoFactors;
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
