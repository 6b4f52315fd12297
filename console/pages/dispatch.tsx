/** Whether commands go out: the pause, and by two people the way on or the withdrawal of all that waits. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { Time } from '../components/time.tsx';
import { useConsole } from '../console.ts';

export function DispatchPage() {
  const { service, texts } = useConsole();
  const { dispatch } = texts;
  const answer = useLive(() => service.dispatch(), 'dispatch');
  return (
    <ContentLayout header={<Header variant="h1">{dispatch.title}</Header>}>
      <Answered answer={answer}>
        {({ state, pause, journal }) => (
          <SpaceBetween size="l">
            <Alert type={state === 'running' ? 'success' : 'warning'}>
              {dispatch.states[state]}
              {pause && (
                <p>
                  <Time at={pause.at} /> {pause.by}: {pause.reason}
                </p>
              )}
            </Alert>
            <Container header={<Header variant="h2">{dispatch.journal}</Header>}>
              <ol className="audit" reversed>
                {journal.entries.map(({ number, at, type, reason }) => (
                  <li key={number}>
                    <Time at={at} /> {type} {reason}
                  </li>
                ))}
              </ol>
            </Container>
          </SpaceBetween>
        )}
      </Answered>
    </ContentLayout>
  );
}
