/** For whoever finds a wipe that they never asked for. */
import { hasEnded } from '#domain/wipe/states.ts';
import { Note } from '../components/note.tsx';
import { useTexts } from '../portal.ts';
import { isContested } from './ending.ts';
import type { ShownWipe } from './steps.ts';

export function NotMe({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  return (
    <>
      {isContested(wipe) && <Note kind="warning">{words.contested}</Note>}
      <details class="more">
        <summary>{words.notMeTitle}</summary>
        <p>{hasEnded(wipe.state) ? words.notMe.over : words.notMe.possible}</p>
      </details>
    </>
  );
}
