/** The history of a run as AWS Step Functions tells it: the states alone, every event, or all of it as a file. */
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type * as z from 'zod/mini';
import { download } from '#browser/download.ts';
import type { ExecutionView } from '#functions/contract/ops-bodies.ts';
import { Time } from '../components/time.tsx';
import { useTexts } from '../console.ts';

export interface RunHistoryProps {
  readonly wipeId: string;
  readonly execution: z.infer<typeof ExecutionView>;
}

const KINDS = ['compact', 'full'] as const;

/** The part of the name by which the compact history picks its events: where a state begins, and where all ends. */
const TELLING = /StateEntered$|^Execution|Failed$|TimedOut$|Aborted$/;

export function RunHistory({ wipeId, execution }: RunHistoryProps) {
  const { workflow } = useTexts().wipe;
  const [kind, setKind] = useState<(typeof KINDS)[number]>('compact');
  const isFull = kind === 'full';
  const events = execution.events.filter(({ type }) => isFull || TELLING.test(type));
  const save = () =>
    download(JSON.stringify(execution, undefined, 2), {
      name: `${wipeId}-run-${execution.run}.json`,
      type: 'application/json',
    });
  return (
    <ExpandableSection headerText={workflow.history(execution.events.length)}>
      <SpaceBetween size="m">
        <SpaceBetween size="xs" direction="horizontal">
          <SegmentedControl
            label={workflow.historyKind}
            selectedId={kind}
            options={KINDS.map((id) => ({ id, text: workflow.kinds[id] }))}
            onChange={({ detail }) =>
              setKind(KINDS.find((each) => each === detail.selectedId) ?? 'compact')
            }
          />
          <Button iconName="download" onClick={save}>
            {workflow.json}
          </Button>
        </SpaceBetween>
        <ol className="audit">
          {events.map(({ id, at, type, state, details }) => (
            <li key={id} value={id}>
              <Time at={at} /> {type} {state && <strong>{state}</strong>}
              {isFull && details !== undefined && (
                <pre className="json">{JSON.stringify(details, undefined, 2)}</pre>
              )}
            </li>
          ))}
        </ol>
      </SpaceBetween>
    </ExpandableSection>
  );
}
