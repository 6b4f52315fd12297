/** Whether a clerk is suspended, since when and why. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Link } from 'wouter';
import type * as z from 'zod/mini';
import type { ClerkView } from '#functions/contract/dispatch-bodies.ts';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';

export type ShownClerk = z.infer<typeof ClerkView>;

const SIGNS = { good: 'success', suspended: 'stopped', unreadable: 'error' } as const;

export function Standing({ clerk }: { readonly clerk: ShownClerk }) {
  const { clerk: words } = useTexts();
  const { state, journal } = clerk;
  const suspension = journal.entries.find(({ type }) => type === 'suspended');
  return (
    <Container header={<Header variant="h2">{words.standing}</Header>}>
      <SpaceBetween size="m">
        {journal.entries.length === 0 && <Alert type="info">{words.undecided}</Alert>}
        <KeyValuePairs
          columns={4}
          items={[
            {
              label: words.facts.state,
              value: <StatusIndicator type={SIGNS[state]}>{words.states[state]}</StatusIndicator>,
            },
            ...(state === 'suspended' && suspension
              ? [
                  { label: words.facts.since, value: <Time at={suspension.at} /> },
                  { label: words.facts.why, value: suspension.reason ?? '—' },
                ]
              : []),
            {
              label: words.facts.wipes,
              value: (
                <Link href={`/wipes?${new URLSearchParams({ clerk: clerk.clerk })}`}>
                  {words.wipes}
                </Link>
              ),
            },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}
