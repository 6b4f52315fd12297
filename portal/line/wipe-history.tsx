/** What was asked for on a line before, online and at shops, newest first. */
import { wipeAddress } from '../addresses.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Time } from '../components/time.tsx';
import { usePortal } from '../portal.ts';
import type { ShownWipe } from '../wipe/steps.ts';

export function WipeHistory({ lineId }: { readonly lineId: string }) {
  const { service, texts } = usePortal();
  const { line: words } = texts.lines;
  const answer = useAnswer(() => service.wipesOf(lineId), lineId);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <Answered answer={answer}>
        {({ wipes }) =>
          wipes.length === 0 ? (
            <p>{words.noHistory}</p>
          ) : (
            <ul class="cards">
              {wipes.map((wipe) => (
                <Before key={wipe.wipeId} wipe={wipe} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function Before({ wipe }: { readonly wipe: ShownWipe }) {
  const { texts } = usePortal();
  const { lines } = texts;
  const { wipeId, modelName, requestedAt, state, visit } = wipe;
  return (
    <li class="card history-entry">
      <p>
        <a href={wipeAddress(wipeId)}>
          <Time at={requestedAt} /> {modelName}
        </a>{' '}
        <span class="tag">{lines.states[state]}</span>
      </p>
      <p class="fine">{visit ? lines.line.byShop(visit.shop) : lines.line.byWeb}</p>
    </li>
  );
}
