/** What is known of a phone, as items of a list of facts: the same for whoever owns it and for a clerk. */
import { Time } from '../components/time.tsx';
import { useTexts } from '../portal.ts';
import type { ShownHandset } from './standing.ts';

export function HandsetFacts({ handset }: { readonly handset: ShownHandset }) {
  const { line: words } = useTexts().lines;
  const { model, since, until, lastSeenAt, sim, preset } = handset;
  return (
    <>
      <dt>{words.model}</dt>
      <dd>{model}</dd>
      <dt>{words.usedSince}</dt>
      <dd>
        <Time at={since} />
      </dd>
      {until !== undefined && (
        <>
          <dt>{words.usedUntil}</dt>
          <dd>
            <Time at={until} />
          </dd>
        </>
      )}
      <dt>{words.lastSeen}</dt>
      <dd>
        <Time at={lastSeenAt} />
      </dd>
      <dt>{words.simUse}</dt>
      <dd>{words.sim[sim]}</dd>
      <dt>{words.preset}</dt>
      <dd>{words.presets[preset]}</dd>
    </>
  );
}
