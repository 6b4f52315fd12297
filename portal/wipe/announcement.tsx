/** Says a new state to screen readers, once, when it comes up while somebody is at the page. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../portal.ts';
import { endingOf } from './ending.ts';
import type { ShownWipe } from './steps.ts';
import { waitingOf } from './waiting.ts';

export function Announcement({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  const [said, setSaid] = useState('');
  const waiting = waitingOf(wipe);
  const ending = endingOf(wipe);
  const title =
    (waiting && words.waiting[waiting].title) ?? (ending && words.ends[ending.name].title) ?? '';
  const known = useRef({ state: wipe.state, waiting });
  useEffect(() => {
    const { current } = known;
    if (current.state === wipe.state && current.waiting === waiting) return;
    known.current = { state: wipe.state, waiting };
    setSaid(words.announced(title));
  }, [wipe.state, waiting, title]);
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}
