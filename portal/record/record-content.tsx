/** What a record says, for people. */
import type { ComponentChildren } from 'preact';
import type { ShownRecord } from '#browser/record/verify.ts';
import { Fact } from '../components/fact.tsx';
import { Time } from '../components/time.tsx';
import { useTexts } from '../portal.ts';

interface Props {
  readonly record: ShownRecord;
}

const time = (at: number) => <Time at={at} to="second" />;

export function RecordFacts({ record }: Props) {
  const { record: words, wipe, lines } = useTexts();
  const { reason, proof } = record;
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [words.result, lines.states[record.result]],
    [words.reason, reason === undefined ? undefined : (wipe.reasons[reason] ?? reason)],
    [words.proof, proof && wipe.proof[proof]],
    [words.model, record.model],
    [words.requestedAt, time(record.requestedAt)],
    [words.endedAt, time(record.endedAt)],
    [words.sealedAt, time(record.sealedAt)],
    [words.channel, wipe.channels[record.channel]],
    [words.wipeId, record.wipeId],
    [words.enrolmentId, record.enrolmentId],
    [words.lineId, record.lineId],
    [words.issuer, record.issuer],
    [words.revision, String(record.revision)],
    [words.head, record.head],
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      <h2>{words.storages}</h2>
      {record.storages.length === 0 ? (
        <p>{words.noStorage}</p>
      ) : (
        <ul>
          {record.storages.map(({ kind, result }) => (
            <li key={kind}>
              {words.storage[kind]}: {wipe.sd[result]}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function RecordEvents({ record: { events } }: Props) {
  const { record: words, frame } = useTexts();
  return (
    <section aria-labelledby="events">
      <h2 id="events">{words.eventsTitle}</h2>
      <p class="fine">{frame.times}</p>
      <ol class="events">
        {events.map(({ n, at, type, by }) => (
          <li key={n} class="event">
            <span class="event-time">{time(at)}</span>{' '}
            <span>
              {words.events[type]} <span class="fine">({words.actors[by.kind]})</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
