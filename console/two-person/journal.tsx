/** A journal of decisions, newest first, and whether all of it is as it was written. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type * as z from 'zod/mini';
import type { DispatchView } from '#functions/contract/dispatch-bodies.ts';
import { Person } from '../components/person.tsx';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';

export type ShownJournal = z.infer<typeof DispatchView>['journal'];

export function Journal({ journal }: { readonly journal: ShownJournal }) {
  const words = useTexts().proposals.journal;
  const { verification, entries } = journal;
  return (
    <Container
      header={
        <Header variant="h2" description={words.latest}>
          {words.title}
        </Header>
      }
    >
      {verification.intact && entries.length === 0 ? (
        <Box>{words.none}</Box>
      ) : (
        <StatusIndicator type={verification.intact ? 'success' : 'error'}>
          {verification.intact
            ? words.intact(verification.entries)
            : words.broken(verification.at, words.why[verification.why])}
        </StatusIndicator>
      )}
      <ul className="journal">
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} />
        ))}
      </ul>
    </Container>
  );
}

function Entry({ entry }: { readonly entry: ShownJournal['entries'][number] }) {
  const words = useTexts().proposals.journal;
  const { number, at, type, by, reason, of, count } = entry;
  // A service that is newer than this page may know more of them.
  const known = Object.entries(words.types).find(([name]) => name === type)?.[1] ?? type;
  const notes = [
    ...(of === undefined ? [] : [words.of(of)]),
    ...(count === undefined ? [] : [words.count(count)]),
  ];
  return (
    <li>
      {number}. <Time at={at} /> <strong>{known}</strong>{' '}
      {by.kind === 'person' ? <Person id={by.id} /> : words.service}
      {notes.length > 0 && ` (${notes.join(', ')})`}
      {reason !== undefined && <p>{reason}</p>}
    </li>
  );
}
