/** A handset of a line as a clerk sees it, and the way to a request for it. */
import type * as z from 'zod/mini';
import { hasEnded } from '#domain/wipe/states.ts';
import type { HandsetView } from '#functions/contract/bodies.ts';
import { usePortal, useTexts } from '../portal.ts';
import { Button } from './button.tsx';
import { Eligibility } from './eligibility.tsx';
import { Note } from './note.tsx';
import { Time } from './time.tsx';

type Handset = z.infer<typeof HandsetView>;

export interface CounterHandsetProps {
  readonly handset: Handset;
  readonly onChoose: () => void;
}

export function CounterHandset({ handset, onChoose }: CounterHandsetProps) {
  const { config, texts } = usePortal();
  const { counter } = texts;
  const { modelName, eligibility, latestWipe } = handset;
  const open = latestWipe && !hasEnded(latestWipe.state) ? latestWipe : undefined;
  return (
    <>
      <h3>{modelName}</h3>
      <HandsetFacts handset={handset} />
      <Eligibility eligibility={eligibility} links={config.links} />
      {open ? (
        <Note kind="info">
          {counter.openWipe}{' '}
          <a href={`/counter/wipes/${encodeURIComponent(open.wipeId)}`}>{counter.toWipe}</a>
        </Note>
      ) : (
        eligibility.outcome !== 'REFUSE' && (
          <Button look="primary" onPress={onChoose}>
            {counter.choose(modelName)}
          </Button>
        )
      )}
    </>
  );
}

export function HandsetFacts({ handset }: { readonly handset: Handset }) {
  const { counter } = useTexts();
  const { model, since, until, lastSeenAt, sim, preset } = handset;
  return (
    <dl class="facts">
      <dt>{counter.modelCode}</dt>
      <dd>{model}</dd>
      <dt>{counter.since}</dt>
      <dd>
        <Time at={since} />
      </dd>
      {until && (
        <>
          <dt>{counter.until}</dt>
          <dd>
            <Time at={until} />
          </dd>
        </>
      )}
      <dt>{counter.lastSeen}</dt>
      <dd>
        <Time at={lastSeenAt} />
      </dd>
      <dt>{counter.sim}</dt>
      <dd>{counter.sims[sim]}</dd>
      <dt>{counter.preset}</dt>
      <dd>{counter.presets[preset]}</dd>
    </dl>
  );
}
