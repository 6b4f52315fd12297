/** What waits for a second person, what was decided, and what is one's own. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'wouter';
import { SHOWS } from '#browser/approvals/gather.ts';
import { ApprovalList } from '../approvals/list.tsx';
import { useTexts } from '../console.ts';

export function ApprovalsPage() {
  const { approvals: words } = useTexts();
  const [address, setAddress] = useSearchParams();
  const show = SHOWS.find((each) => each === address.get('show')) ?? 'to-decide';
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={words.lead}>
          {words.title}
        </Header>
      }
    >
      <Tabs
        ariaLabel={words.views}
        activeTabId={show}
        onChange={({ detail }) => setAddress({ show: detail.activeTabId })}
        tabs={SHOWS.map((id) => ({
          id,
          label: words.show[id],
          content: <ApprovalList key={id} show={id} />,
        }))}
      />
    </ContentLayout>
  );
}
