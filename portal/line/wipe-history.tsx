/** What was asked for on a line before, newest first: online and at shops; to a shop, its own alone. */
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Time } from '../components/time.tsx';
import { usePortal } from '../portal.ts';
import type { ShownWipe } from '../wipe/steps.ts';

export interface WipeHistoryProps {
  readonly lineId: string;
  readonly title: string;
  /** What to say where there is nothing. */
  readonly none: string;
  /** Of the page of a wipe, for whoever looks. */
  readonly addressOf: (wipeId: string) => string;
}

export function WipeHistory({ lineId, title, none, addressOf }: WipeHistoryProps) {
  const { service } = usePortal();
  const answer = useAnswer(() => service.wipesOf(lineId), lineId);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{title}</h2>
      <Answered answer={answer}>
        {({ wipes }) =>
          wipes.length === 0 ? (
            <p>{none}</p>
          ) : (
            <ul class="cards">
              {wipes.map((wipe) => (
                <Before key={wipe.wipeId} wipe={wipe} address={addressOf(wipe.wipeId)} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function Before({ wipe, address }: { readonly wipe: ShownWipe; readonly address: string }) {
  const { texts } = usePortal();
  const { lines } = texts;
  const { modelName, requestedAt, state, visit } = wipe;
  return (
    <li class="card history-entry">
      <p>
        <a href={address}>
          <Time at={requestedAt} /> {modelName}
        </a>{' '}
        <span class="tag">{lines.states[state]}</span>
      </p>
      <p class="fine">{visit ? lines.line.byShop(visit.shop) : lines.line.byWeb}</p>
    </li>
  );
}
