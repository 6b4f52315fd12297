/** All that has to be mended in a form, at its top, each leading to its field. It takes the focus when it comes up. */
import { useEffect, useRef } from 'preact/hooks';
import type { Mistake } from '../mistake.ts';
import { Note } from './note.tsx';

export function ErrorSummary({
  title,
  mistakes,
  round,
}: {
  readonly title: string;
  readonly mistakes: readonly Mistake[];
  /** How often the form was sent and found wanting: each time the focus comes here, and never while somebody types. */
  readonly round: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const isShown = mistakes.length > 0;
  useEffect(() => {
    box.current?.focus();
  }, [round]);
  if (!isShown) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" class="error-summary">
      <Note kind="error">
        <h2>{title}</h2>
        <ul>
          {mistakes.map(({ id, words }) => (
            <li key={id}>
              <a href={`#${id}`} onClick={(event) => goTo(event, id)}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

/** A link to a field moves the view by itself, but not the focus. */
function goTo(event: Event, id: string): void {
  event.preventDefault();
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}
