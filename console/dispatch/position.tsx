/** Whether commands go out, and if not, who paused them, when and why. */
import Alert from '@cloudscape-design/components/alert';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Link } from 'wouter';
import type * as z from 'zod/mini';
import type { DispatchView } from '#functions/contract/dispatch-bodies.ts';
import { Person } from '../components/person.tsx';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';

export type ShownDispatch = z.infer<typeof DispatchView>;

const SIGNS = { running: 'success', paused: 'warning', unreadable: 'error' } as const;

export function Position({ dispatch }: { readonly dispatch: ShownDispatch }) {
  const { dispatch: words } = useTexts();
  const { state, pause } = dispatch;
  return (
    <Alert type={SIGNS[state]} header={words.states[state]}>
      {pause && (
        <SpaceBetween size="s">
          <KeyValuePairs
            columns={3}
            items={[
              { label: words.pausedAt, value: <Time at={pause.at} /> },
              { label: words.pausedBy, value: <Person id={pause.by} /> },
              { label: words.pauseReason, value: pause.reason },
            ]}
          />
          {pause.voided !== undefined && <div>{words.voided(pause.voided)}</div>}
          <Link href="/wipes?state=held">{words.held}</Link>
        </SpaceBetween>
      )}
    </Alert>
  );
}
