/** One clerk: whether they may wipe phones, why not, how much they have used, and the way back by two people. */
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLive } from '../api/use-answer.ts';
import { Reinstatement } from '../clerk/reinstatement.tsx';
import { Standing } from '../clerk/standing.tsx';
import { Answered } from '../components/answered.tsx';
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
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <Button iconName="refresh" ariaLabel={texts.common.refresh} onClick={answer.reload} />
          }
        >
          {words.title(person)}
        </Header>
      }
    >
      <Answered answer={answer}>
        {(clerk) => (
          <SpaceBetween size="l">
            <Standing clerk={clerk} />
            <Reinstatement clerk={clerk} onDone={answer.reload} />
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
    </ContentLayout>
  );
}
