/** The handset's enrolment, and what went between it and the service: the commands, and what it signed, as it was received. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import { Enrolment } from './enrolment.tsx';
import type { ShownWipe } from './facts.tsx';

export function Messages({ wipe }: { readonly wipe: ShownWipe }) {
  const { messages, audit } = useTexts().wipe;
  const received = wipe.timeline.flatMap(({ n, at, type, evidence }) =>
    evidence === undefined ? [] : [{ n, at, type, evidence }],
  );
  return (
    <SpaceBetween size="l">
      <Enrolment wipe={wipe} />
      <Table
        variant="container"
        trackBy="commandHash"
        items={wipe.commands}
        header={<Header variant="h2">{messages.commands}</Header>}
        ariaLabels={{ tableLabel: messages.commands }}
        empty={<Box textAlign="center">{messages.noCommands}</Box>}
        wrapLines
        columnDefinitions={[
          {
            id: 'issuedAt',
            header: messages.issuedAt,
            cell: ({ issuedAt }) => <Time at={issuedAt} />,
          },
          {
            id: 'expiresAt',
            header: messages.expiresAt,
            cell: ({ expiresAt }) => <Time at={expiresAt} />,
          },
          { id: 'kid', header: messages.key, cell: ({ kid }) => <code>{kid}</code> },
          {
            id: 'hash',
            header: messages.hash,
            cell: ({ commandHash }) => <code>{commandHash}</code>,
          },
        ]}
      />
      <Container header={<Header variant="h2">{messages.received}</Header>}>
        {received.length === 0 && <p>{messages.noneReceived}</p>}
        <ol className="audit">
          {received.map(({ n, at, type, evidence }) => (
            <li key={n}>
              <Time at={at} /> <strong>{audit.types[type]}</strong>
              <ExpandableSection headerText={messages.asReceived}>
                <pre className="json">{readable(evidence)}</pre>
                <pre className="json">{evidence}</pre>
              </ExpandableSection>
            </li>
          ))}
        </ol>
      </Container>
    </SpaceBetween>
  );
}

/** Header and payload of a compact JWS; empty for what is none. */
function readable(jws: string): string {
  try {
    return JSON.stringify([decodeProtectedHeader(jws), decodeJwt(jws)], undefined, 2);
  } catch {
    return '';
  }
}
