/** One wipe: where it stands, what may be done to it, its way through the state machine, its audit, its messages and record. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'wouter';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { LivePage } from '../components/live-page.tsx';
import { useConsole, useRole, useTexts } from '../console.ts';
import { Acts, type ActsProps } from '../wipe/acts.tsx';
import { Audit } from '../wipe/audit.tsx';
import { Facts, type ShownWipe } from '../wipe/facts.tsx';
import { Messages } from '../wipe/messages.tsx';
import { remarksOn } from '../wipe/remarks.ts';
import { SealedRecord } from '../wipe/sealed-record.tsx';
import { Standing } from '../wipe/standing.tsx';
import { Workflow } from '../wipe/workflow.tsx';

export function WipePage({ wipeId }: { readonly wipeId: string }) {
  const { service, texts } = useConsole();
  const answer = useLive((etag) => service.wipe(wipeId, etag), wipeId);
  return (
    <LivePage title={<span className="id">{texts.wipe.title(wipeId)}</span>} answers={[answer]}>
      <Answered answer={answer}>{(wipe) => <Shown wipe={wipe} reload={answer.reload} />}</Answered>
    </LivePage>
  );
}

function Shown({ wipe, reload }: ActsProps) {
  const remarks = remarksOn(wipe);
  return (
    <SpaceBetween size="l">
      {remarks.length > 0 && <Standing wipe={wipe} remarks={remarks} />}
      <Acts wipe={wipe} reload={reload} />
      <Facts wipe={wipe} />
      <Parts wipe={wipe} />
    </SpaceBetween>
  );
}

const TAB = 'tab';

function Parts({ wipe }: { readonly wipe: ShownWipe }) {
  const { parts } = useTexts().wipe;
  const [address, setAddress] = useSearchParams();
  const isOperator = useRole() === 'ops';
  const tabs = [
    // Runs of the workflow are for operations alone, and so are records.
    ...(isOperator
      ? [{ id: 'workflow', label: parts.workflow, content: <Workflow wipe={wipe} /> }]
      : []),
    { id: 'audit', label: parts.audit, content: <Audit wipe={wipe} /> },
    { id: 'messages', label: parts.messages, content: <Messages wipe={wipe} /> },
    ...(isOperator
      ? [{ id: 'record', label: parts.record, content: <SealedRecord wipe={wipe} /> }]
      : []),
  ];
  const shown = tabs.find(({ id }) => id === address.get(TAB)) ?? tabs[0];
  return (
    <Tabs
      tabs={tabs}
      activeTabId={shown?.id ?? ''}
      ariaLabel={parts.title}
      onChange={({ detail }) => {
        const changed = new URLSearchParams(address);
        changed.set(TAB, detail.activeTabId);
        setAddress(changed, { replace: true });
      }}
    />
  );
}
