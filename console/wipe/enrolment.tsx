/** The enrolment that a wipe is against: whose hardware it is, what it said of itself, and whether a push reaches it. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import type { ShownWipe } from './facts.tsx';

export function Enrolment({ wipe: { enrolmentId, enrolment } }: { readonly wipe: ShownWipe }) {
  const { wipe, why, terms } = useTexts();
  const { title, unknown, facts } = wipe.enrolment;
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      {enrolment === undefined ? (
        unknown
      ) : (
        <KeyValuePairs
          columns={3}
          items={[
            { label: facts.state, value: wipe.enrolments[enrolment.state] },
            { label: facts.enrolledAt, value: <Time at={enrolment.enrolledAt} /> },
            { label: facts.lastSeenAt, value: <Time at={enrolment.lastSeenAt} /> },
            { label: facts.model, value: enrolment.model },
            { label: facts.software, value: enrolment.software },
            { label: facts.app, value: enrolment.app },
            { label: facts.sim, value: why.choices.sim[enrolment.sim] },
            { label: facts.preset, value: why.choices.preset[enrolment.preset] },
            { label: facts.push, value: enrolment.push ? terms.yes : terms.no },
            { label: facts.enrolmentId, value: <code className="id">{enrolmentId}</code> },
            { label: facts.handsetId, value: <code className="id">{enrolment.handsetId}</code> },
          ]}
        />
      )}
    </Container>
  );
}
