/** Cancelling one's own wipe: what can be done about it now, and the button for it. */
import { useTexts } from '../portal.ts';
import { Cancellation } from './cancellation.tsx';
import type { ShownWipe } from './steps.ts';

export interface OwnCancellationProps {
  readonly wipe: ShownWipe;
  /** Asks anew how the wipe stands. */
  readonly reload: () => void;
}

export function OwnCancellation({ wipe, reload }: OwnCancellationProps) {
  const { cancel } = useTexts().wipe;
  return (
    <section aria-label={cancel.title}>
      <Chances wipe={wipe} />
      <Cancellation wipe={wipe} words={cancel} signInStart="asked" reload={reload} />
    </section>
  );
}

function Chances({ wipe: { cancellation, state } }: Pick<OwnCancellationProps, 'wipe'>) {
  const { cancel } = useTexts().wipe;
  switch (cancellation) {
    // What it waits for, or how it ended, says so already.
    case 'wished':
    case 'ended':
      return null;
    case 'too-late':
      return (
        <>
          <h2>{cancel.title}</h2>
          <p>{cancel.tooLate}</p>
        </>
      );
    case 'possible':
      return (
        <>
          <h2>{cancel.title}</h2>
          <p>{state === 'issued' ? cancel.text.issued : cancel.text.possible}</p>
        </>
      );
  }
}
