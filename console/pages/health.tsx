/** How the service does: counts, times, failures by reason, and what is stuck. */
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSlowly } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { useConsole } from '../console.ts';
import { Endings } from '../health/endings.tsx';
import { Sample } from '../health/sample.tsx';
import { States } from '../health/states.tsx';
import { Stuck } from '../health/stuck.tsx';
import { TimesTaken } from '../health/times.tsx';

/** Seconds: each answer is read from thousands of wipes. */
const PAUSE = 30;

export function HealthPage() {
  const { service, texts } = useConsole();
  const answer = useSlowly(PAUSE, () => service.health(), 'health');
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <Button iconName="refresh" ariaLabel={texts.common.refresh} onClick={answer.reload} />
          }
        >
          {texts.health.title}
        </Header>
      }
    >
      <Answered answer={answer}>
        {(health) => (
          <SpaceBetween size="l">
            <Sample shown={health} />
            <Stuck stuck={health.stuck} />
            <States states={health.states} />
            <TimesTaken shown={health} />
            <Endings endings={health.endings} />
          </SpaceBetween>
        )}
      </Answered>
    </ContentLayout>
  );
}
