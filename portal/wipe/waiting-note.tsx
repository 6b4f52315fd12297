/** What an open wipe waits for, and what comes then. */
import { Fact } from '../components/fact.tsx';
import { Time } from '../components/time.tsx';
import { useTexts } from '../portal.ts';
import type { ShownWipe } from './steps.ts';
import { waitingOf } from './waiting.ts';

export function WaitingNote({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  const waiting = waitingOf(wipe);
  if (waiting === undefined) return null;
  const { title, text, next } = words.waiting[waiting];
  return (
    <section class="standing" aria-labelledby="standing">
      <h2 id="standing">{title}</h2>
      <p>{text}</p>
      <h3>{words.whatNext}</h3>
      <p>{next}</p>
      <Deadlines wipe={wipe} />
    </section>
  );
}

/** Until when it waits, and for what. A command that is under way may still act after the wipe's own deadline. */
function Deadlines({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  const { approval, deadlineAt, verdictUntil, waitsFor } = wipe;
  const ends: readonly (readonly [string, string | undefined])[] =
    waitsFor === 'verdict'
      ? [[words.verdictUntil, verdictUntil]]
      : [
          [words.approvalUntil, approval?.until],
          [words.deadline, deadlineAt],
        ];
  const known = ends.flatMap(([name, at]) => (at === undefined ? [] : [{ name, at }]));
  if (known.length === 0) return null;
  return (
    <dl class="facts">
      {known.map(({ name, at }) => (
        <Fact key={name} name={name}>
          <Time at={at} />
        </Fact>
      ))}
    </dl>
  );
}
