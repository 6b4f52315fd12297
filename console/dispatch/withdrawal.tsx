/** How far the latest withdrawal of all unclaimed wipes has come. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';
import type { ShownDispatch } from './position.tsx';

export function Withdrawal({ withdrawal }: Pick<ShownDispatch, 'withdrawal'>) {
  const { withdrawal: words } = useTexts().dispatch;
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      {withdrawal === undefined ? (
        <Box>{words.none}</Box>
      ) : (
        <SpaceBetween size="m">
          <div role="status">
            <StatusIndicator type={withdrawal.doneAt === undefined ? 'in-progress' : 'success'}>
              {withdrawal.doneAt === undefined ? words.running : words.done}
            </StatusIndicator>
          </div>
          <KeyValuePairs
            columns={4}
            items={[
              { label: words.number, value: withdrawal.number },
              { label: words.at, value: <Time at={withdrawal.at} /> },
              { label: words.cancelled, value: withdrawal.cancelled },
              {
                label: words.doneAt,
                value: withdrawal.doneAt === undefined ? '—' : <Time at={withdrawal.doneAt} />,
              },
            ]}
          />
        </SpaceBetween>
      )}
    </Container>
  );
}
