/** How the service does: counts, times, failures by reason, and what is stuck. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { again } from '#browser/api/asking.ts';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { LivePage } from '../components/live-page.tsx';
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
  const answer = useLive(
    () => service.health(),
    'health',
    (seconds = PAUSE) => again(seconds),
  );
  return (
    <LivePage title={texts.health.title} answers={[answer]}>
      <Answered answer={answer}>
        {(health) => (
          <SpaceBetween size="l">
            <Sample shown={health} />
            <Stuck stuck={health.stuck} />
            <States shown={health} />
            <TimesTaken shown={health} />
            <Endings shown={health} />
          </SpaceBetween>
        )}
      </Answered>
    </LivePage>
  );
}
