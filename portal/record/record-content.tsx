/** What a record says, for people. */
import { usePortal } from '../portal.ts';
import { exactTime } from '../time.ts';
import type { ShownRecord } from './verify.ts';

interface Props {
  readonly record: ShownRecord;
}

export function RecordFacts({ record }: Props) {
  const { texts, language } = usePortal();
  const { record: words, wipe, lines } = texts;
  const { reason, proof } = record;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.result, lines.states[record.result]],
    [words.reason, reason === undefined ? undefined : (wipe.reasons[reason] ?? reason)],
    [words.proof, proof && wipe.proof[proof]],
    [words.model, record.model],
    [words.requestedAt, exactTime(record.requestedAt, language)],
    [words.endedAt, exactTime(record.endedAt, language)],
    [words.sealedAt, exactTime(record.sealedAt, language)],
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
      <dl class="facts record-facts">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
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
  const { texts, language } = usePortal();
  const { record: words } = texts;
  return (
    <section aria-labelledby="events">
      <h2 id="events">{words.eventsTitle}</h2>
      <p class="fine">{words.eventsCaption}</p>
      <ol class="events">
        {events.map(({ n, at, type, by }) => (
          <li key={n} class="event">
            <span class="event-time">{exactTime(at, language)}</span>{' '}
            <span>
              {words.events[type]} <span class="fine">({words.actors[by.kind]})</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
