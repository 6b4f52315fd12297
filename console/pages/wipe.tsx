/** One wipe: where it stands, its way through the state machine, its audit, and what an operator may do to it. */
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { useConsole } from '../console.ts';
import { Acts } from '../wipe/acts.tsx';
import { Audit } from '../wipe/audit.tsx';
import { Facts } from '../wipe/facts.tsx';
import { Workflow } from '../wipe/workflow.tsx';

export function WipePage({ wipeId }: { readonly wipeId: string }) {
  const { service, texts } = useConsole();
  const answer = useLive((etag) => service.wipe(wipeId, etag), wipeId);
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <Button iconName="refresh" ariaLabel={texts.common.refresh} onClick={answer.reload} />
          }
        >
          {texts.wipe.title(wipeId)}
        </Header>
      }
    >
      <Answered answer={answer}>
        {(wipe) => (
          <SpaceBetween size="l">
            <Facts wipe={wipe} />
            <Acts wipe={wipe} onDone={answer.reload} />
            <Workflow wipe={wipe} />
            <Audit wipe={wipe} />
          </SpaceBetween>
        )}
      </Answered>
    </ContentLayout>
  );
}
