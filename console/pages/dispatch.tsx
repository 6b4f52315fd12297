/** The control of the service: whether commands go out, and how much of the governor's limits is used. */
import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'wouter';
import { useLive } from '../api/use-answer.ts';
import { Answered } from '../components/answered.tsx';
import { LivePage } from '../components/live-page.tsx';
import { useConsole } from '../console.ts';
import { Control } from '../dispatch/control.tsx';
import { LimitsOf } from '../limits/limits-of.tsx';

const TABS = ['control', 'limits'] as const;

export function DispatchPage() {
  const { service, texts } = useConsole();
  const { dispatch: words } = texts;
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((each) => each === address.get('tab')) ?? 'control';
  const answer = useLive(() => service.dispatch(), 'dispatch');
  const contents = {
    control: (
      <Answered answer={answer}>
        {(dispatch) => <Control dispatch={dispatch} reload={answer.reload} />}
      </Answered>
    ),
    limits: <LimitsOf />,
  };
  return (
    <LivePage title={words.title} answers={tab === 'control' ? [answer] : []}>
      <Tabs
        ariaLabel={words.views}
        activeTabId={tab}
        onChange={({ detail }) => setAddress({ tab: detail.activeTabId })}
        tabs={TABS.map((id) => ({ id, label: words.tabs[id], content: contents[id] }))}
      />
    </LivePage>
  );
}
