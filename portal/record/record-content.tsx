/** What a record says, for people. */
import { usePortal, useTexts } from '../portal.ts';
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
  const { record: words } = useTexts();
  const { language } = usePortal();
  return (
    <>
      <h2 id="events">{words.eventsTitle}</h2>
      <p class="fine">{words.eventsCaption}</p>
      <table class="events" aria-labelledby="events">
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ n, at, type, by }) => (
            <tr key={n}>
              <td>{n}</td>
              <td>{exactTime(at, language)}</td>
              <td>{words.events[type]}</td>
              <td>{words.actors[by.kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
