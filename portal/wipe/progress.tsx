/** The steps of a wipe with their times; the present one is marked in words, not by its looks alone. */
import { Time } from '../components/time.tsx';
import { useTexts } from '../portal.ts';
import { progressOf, type ShownWipe, type Step } from './steps.ts';

const MARKS: Readonly<Record<Step['status'], string>> = {
  done: '✓',
  present: '●',
  'to-come': '',
  stopped: '–',
  failed: '×',
  unclear: '?',
};

export function Progress({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{words.progress}</h2>
      <ol class="progress">
        {progressOf(wipe).map((step) => (
          <OneStep key={step.name} step={step} state={wipe.state} />
        ))}
      </ol>
    </section>
  );
}

function OneStep({
  step: { name, status, at, result },
  state,
}: {
  readonly step: Step;
  readonly state: ShownWipe['state'];
}) {
  const { wipe: words, lines } = useTexts();
  const said = result === undefined ? words.status[status] : words.sd[result];
  return (
    <li
      class={`step step-${status}`}
      {...(status === 'present' && { 'aria-current': 'step' as const })}
    >
      <span class="step-mark" aria-hidden="true">
        {MARKS[status]}
      </span>
      <span class="step-body">
        <span class="step-name">{name === 'ended' ? lines.states[state] : words.steps[name]}</span>{' '}
        {name !== 'ended' && <span class="step-status">{said}</span>}
        {at !== undefined && (
          <span class="step-time">
            <Time at={at} />
          </span>
        )}
      </span>
    </li>
  );
}
