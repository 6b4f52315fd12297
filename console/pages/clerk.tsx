/** One clerk: whether they may wipe phones, why not, how much they have used, and the way back by two people. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLive } from '../api/use-answer.ts';
import { Reinstatement } from '../clerk/reinstatement.tsx';
import { Standing } from '../clerk/standing.tsx';
import { Answered } from '../components/answered.tsx';
import { LivePage } from '../components/live-page.tsx';
import { useConsole } from '../console.ts';
import { Gauges } from '../limits/gauges.tsx';
import { OWNER_OF } from '../limits/rules.ts';
import { Journal } from '../two-person/journal.tsx';

export function ClerkPage({ person }: { readonly person: string }) {
  const { service, texts } = useConsole();
  const { clerk: words } = texts;
  const answer = useLive(() => service.clerk(person), person);
  const used = useLive(() => service.limits(new URLSearchParams({ clerk: person })), person);
  return (
    <LivePage title={words.title(person)} answers={[answer, used]}>
      <Answered answer={answer}>
        {(clerk) => (
          <SpaceBetween size="l">
            <Standing clerk={clerk} />
            <Reinstatement clerk={clerk} reload={answer.reload} />
            <Answered answer={used}>
              {({ limits }) => (
                <Gauges
                  title={words.limits}
                  limits={limits.filter(({ rule }) => OWNER_OF[rule] === 'clerk')}
                />
              )}
            </Answered>
            <Journal journal={clerk.journal} />
          </SpaceBetween>
        )}
      </Answered>
    </LivePage>
  );
}
