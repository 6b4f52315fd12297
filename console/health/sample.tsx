/** What the figures rest on, and how much is under way. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import { countText, type Health } from './figures.ts';

export function Sample({ shown }: { readonly shown: Health }) {
  const { health } = useTexts();
  const { title, facts, complete, partial } = health.sample;
  const { at, sample, open, stuck } = shown;
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: facts.at, value: <Time at={at} /> },
          { label: facts.wipes, value: sample.wipes },
          { label: facts.since, value: sample.since ? <Time at={sample.since} /> : '—' },
          { label: facts.rests, value: sample.complete ? complete : partial },
          { label: facts.open, value: countText(open) },
          { label: facts.stuck, value: countText(stuck) },
        ]}
      />
    </Container>
  );
}
