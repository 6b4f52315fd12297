/** A wipe's way through the state machine: the picture, what happened in a chosen state, and the whole history. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useLive } from '../api/use-answer.ts';
import { wholeExecution } from '../api/whole-execution.ts';
import { Answered } from '../components/answered.tsx';
import { Time } from '../components/time.tsx';
import { useConsole, useTexts } from '../console.ts';
import { machineOf } from '../graph/machine.ts';
import { type HistoryEvent, type Run, runOf } from '../graph/run.ts';
import { StateGraph } from '../graph/state-graph.tsx';
import { saveFile } from '../save-file.ts';
import type { ShownWipe } from './facts.tsx';

export function Workflow({ wipe: { wipeId, run } }: { readonly wipe: ShownWipe }) {
  const { service, texts } = useConsole();
  const { workflow } = texts.wipe;
  const answer = useLive(() => wholeExecution(service, wipeId), `${wipeId} ${run}`);
  return (
    <Container header={<Header variant="h2">{workflow.title}</Header>}>
      <Answered answer={answer}>
        {(execution) => (
          <SpaceBetween size="m">
            <Picture definition={execution.definition} events={execution.events} />
            <div>
              {workflow.status(execution.status, execution.run, execution.runs)}{' '}
              <Button
                iconName="download"
                onClick={() =>
                  saveFile(`${wipeId}-execution.json`, 'application/json', [
                    JSON.stringify(execution, undefined, 2),
                  ])
                }
              >
                {workflow.json}
              </Button>
            </div>
            <ExpandableSection headerText={workflow.history(execution.events.length)}>
              <ol className="audit">
                {execution.events.map(({ id, at, type, state }) => (
                  <li key={id}>
                    <Time at={at} /> {type} {state}
                  </li>
                ))}
              </ol>
            </ExpandableSection>
          </SpaceBetween>
        )}
      </Answered>
    </Container>
  );
}

interface PictureProps {
  readonly definition?: unknown;
  readonly events: readonly HistoryEvent[];
}

function Picture({ definition, events }: PictureProps) {
  const machine = useMemo(() => machineOf(definition), [definition]);
  const run = useMemo(() => runOf(events), [events]);
  const [chosen, setChosen] = useState(run.present ?? run.visits.at(-1)?.state);
  return (
    <>
      <StateGraph machine={machine} run={run} chosen={chosen} onChoose={setChosen} />
      {chosen !== undefined && <Visits state={chosen} run={run} />}
    </>
  );
}

function Visits({ state, run }: { readonly state: string; readonly run: Run }) {
  const { wipe } = useTexts();
  const { visit } = wipe;
  const visits = run.visits.filter((each) => each.state === state);
  return (
    <section aria-live="polite">
      <h3>{state}</h3>
      {visits.length === 0 && <p>{visit.none}</p>}
      {visits.map((each, index) => (
        <div key={`${index} ${each.enteredAt}`}>
          <p>
            <Time at={each.enteredAt} /> – {each.leftAt ? <Time at={each.leftAt} /> : visit.inside}{' '}
            {visit.attempts(each.attempts)}
          </p>
          {each.errors.length > 0 && <p>{visit.errors(each.errors.join(', '))}</p>}
          <ExpandableSection headerText={visit.data}>
            <pre className="json">
              {JSON.stringify({ input: each.input, output: each.output }, undefined, 2)}
            </pre>
          </ExpandableSection>
        </div>
      ))}
    </section>
  );
}
