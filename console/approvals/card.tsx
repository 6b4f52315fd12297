/** A request that waits for a second person, or that one decided on: its facts, and the way to decide. */
import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { nextLook } from '#browser/countdown.ts';
import { ActButton } from '../act/act-button.tsx';
import { DECISIONS, type Decision } from '../api/service.ts';
import { useTexts } from '../console.ts';
import { useNow } from '../use-now.ts';
import { ApprovalFacts, phoneOf, type ShownApproval } from './facts.tsx';

export interface ApprovalCardProps {
  readonly approval: ShownApproval;
  readonly onDecide: (decision: Decision, approval: ShownApproval) => void;
}

const COLOURS = {
  'to-decide': 'blue',
  approved: 'green',
  rejected: 'grey',
  lapsed: 'grey',
  over: 'grey',
} as const;

export function ApprovalCard({ approval, onDecide }: ApprovalCardProps) {
  const { approvals: words } = useTexts();
  const { status, own, until } = approval;
  // What has no end never lapses.
  const end = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  const isLapsed = end <= useNow((at) => nextLook(end, at));
  const why = own ? words.own : isLapsed ? words.lapsed : undefined;
  const phone = phoneOf(approval, words);
  return (
    <article aria-label={phone}>
      <Container
        header={
          <Header
            variant="h2"
            info={<Badge color={COLOURS[status]}>{words.statuses[status]}</Badge>}
            actions={
              status === 'to-decide' && (
                <SpaceBetween size="xs" direction="horizontal">
                  {DECISIONS.map((decision) => (
                    <ActButton
                      key={decision}
                      whyNot={why}
                      onPress={() => onDecide(decision, approval)}
                    >
                      {words.confirm[decision].act}
                    </ActButton>
                  ))}
                </SpaceBetween>
              )
            }
          >
            {phone}
          </Header>
        }
      >
        <SpaceBetween size="m">
          {status === 'to-decide' && why !== undefined && <Alert type="info">{why}</Alert>}
          <ApprovalFacts approval={approval} />
        </SpaceBetween>
      </Container>
    </article>
  );
}
