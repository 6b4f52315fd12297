/** What an open wipe waits for, and what comes then. */
import { Time } from '../components/time.tsx';
import { useTexts } from '../portal.ts';
import type { ShownWipe } from './steps.ts';
import { waitingOf } from './waiting.ts';

export function WaitingNote({ wipe }: { readonly wipe: ShownWipe }) {
  const { wipe: words } = useTexts();
  const waiting = waitingOf(wipe);
  if (waiting === undefined) return null;
  const { title, text, next } = words.waiting[waiting];
  const isBeforeCommand = wipe.state !== 'issued' && wipe.state !== 'accepted';
  return (
    <section class="standing" aria-labelledby="standing">
      <h2 id="standing">{title}</h2>
      <p>{text}</p>
      <h3>{words.whatNext}</h3>
      <p>{next}</p>
      {isBeforeCommand && (
        <dl class="facts">
          {waiting === 'approval' && wipe.approval?.until && (
            <>
              <dt>{words.approvalUntil}</dt>
              <dd>
                <Time at={wipe.approval.until} />
              </dd>
            </>
          )}
          <dt>{words.deadline}</dt>
          <dd>
            <Time at={wipe.deadlineAt} />
          </dd>
        </dl>
      )}
    </section>
  );
}
