/** The chain of a wipe's events, whether it verifies, and how much time lay between them. */
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Person } from '../components/person.tsx';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import { roughly } from '../time.ts';
import type { ShownWipe } from './facts.tsx';

/** Milliseconds from which on a pause between two events is told. */
const LONG = 3_600_000;

export function Audit({ wipe: { timeline, chain } }: { readonly wipe: ShownWipe }) {
  const { terms, wipe } = useTexts();
  const { audit } = wipe;
  return (
    <Container header={<Header variant="h2">{audit.title}</Header>}>
      <StatusIndicator type={chain.intact ? 'success' : 'error'}>
        {chain.intact
          ? audit.intact(timeline.length)
          : audit.broken(chain.at ?? 0, audit.why[chain.why ?? 'content'])}
      </StatusIndicator>
      <ol className="audit">
        {timeline.map((entry, index) => {
          const idle = Date.parse(entry.at) - Date.parse(timeline[index - 1]?.at ?? entry.at);
          const [count, unit] = roughly(idle);
          return (
            <li key={entry.n}>
              {idle >= LONG && <p className="audit-idle">{audit.idle(terms.units[unit](count))}</p>}
              <Time at={entry.at} /> <strong>{audit.types[entry.type]}</strong>{' '}
              {audit.by[entry.by.kind]} {entry.by.kind === 'person' && <Person id={entry.by.id} />}{' '}
              → {terms.states[entry.to]}
              {entry.reason !== undefined && <p>{entry.reason}</p>}
              {(entry.detail ?? entry.evidence) !== undefined && (
                <ExpandableSection headerText={audit.details}>
                  <pre className="json">
                    {JSON.stringify({ ...entry.detail, evidence: entry.evidence }, undefined, 2)}
                  </pre>
                </ExpandableSection>
              )}
            </li>
          );
        })}
      </ol>
    </Container>
  );
}
