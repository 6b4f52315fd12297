/** What went wrong with something that was sent: what is known of it, and what to do. */
import type { ComponentChildren } from 'preact';
import type { Failure } from '#browser/api/failure.ts';
import type { Sending } from '../api/use-sending.ts';
import { useFirstTexts } from '../portal.ts';
import { FailureNote } from './failure-note.tsx';
import { Note } from './note.tsx';
import { NoIssuer } from './sign-in-button.tsx';

export interface SendingNoteProps {
  readonly sending: Sending;
  /** The page's own words for problems that it expects, by code. */
  readonly words: Readonly<Record<string, string>>;
  /** A way on, beside the button that was pressed. */
  readonly children?: ComponentChildren;
}

export function SendingNote({ sending: { failure }, words, children }: SendingNoteProps) {
  const texts = useFirstTexts();
  if (failure === undefined) return null;
  if (failure === 'no-issuer') return <NoIssuer />;
  return (
    <>
      {isUnsure(failure) ? (
        <Note kind="error" live>
          {texts.failure.notSure}
        </Note>
      ) : (
        <FailureNote failure={failure} words={words} />
      )}
      {children}
    </>
  );
}

/** What went out may have arrived, and the answer been lost, or been none of the service's. */
const isUnsure = ({ kind }: Failure) => kind === 'unreachable' || kind === 'unreadable';
