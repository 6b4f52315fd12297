/** A wipe's way through the state machine: the picture, what happened in a chosen state, and the history of the run. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { again, once } from '#browser/api/asking.ts';
import { isProblem } from '#browser/api/failure.ts';
import { useAnswer, useLive } from '../api/use-answer.ts';
import { wholeExecution } from '../api/whole-execution.ts';
import { Answered } from '../components/answered.tsx';
import { useConsole, useTexts } from '../console.ts';
import { machineOf } from '../graph/machine.ts';
import { type HistoryEvent, runOf } from '../graph/run.ts';
import { StateGraph } from '../graph/state-graph.tsx';
import type { ShownWipe } from './facts.tsx';
import { RunHistory } from './run-history.tsx';
import { Visits } from './visits.tsx';

export function Workflow({ wipe }: { readonly wipe: ShownWipe }) {
  const { service, texts } = useConsole();
  const { workflow } = texts.wipe;
  const { wipeId, run, settled } = wipe;
  // One that somebody chose to look at; else the newest, whichever that comes to be.
  const [earlier, setEarlier] = useState<number>();
  const about = `${wipeId} ${run} ${settled} ${earlier}`;
  const isOver = settled || earlier !== undefined;
  const answer = useLive(
    () => wholeExecution(service, wipeId, earlier),
    about,
    isOver ? once : again,
  );
  return (
    <Container header={<Header variant="h2">{workflow.title}</Header>}>
      <SpaceBetween size="m">
        {run > 1 && (
          <Runs
            newest={run}
            chosen={earlier ?? run}
            onChoose={(chosen) => setEarlier(chosen === run ? undefined : chosen)}
          />
        )}
        {isProblem(answer.failure, 'run-not-found') ? (
          <WithoutRun />
        ) : (
          <Answered answer={answer}>
            {(execution) => (
              <SpaceBetween size="m">
                <div>{workflow.status(execution.status, execution.run, execution.runs)}</div>
                <Picture definition={execution.definition} events={execution.events} />
                <RunHistory wipeId={wipeId} execution={execution} />
              </SpaceBetween>
            )}
          </Answered>
        )}
      </SpaceBetween>
    </Container>
  );
}

/** What a run would go through, where none was started or AWS has forgotten it. */
function WithoutRun() {
  const { service, texts } = useConsole();
  const answer = useAnswer(service.workflow, 'deployed');
  return (
    <SpaceBetween size="m">
      <Alert>{texts.wipe.workflow.noRun}</Alert>
      <Answered answer={answer}>
        {({ definition }) => <Picture definition={definition} events={[]} />}
      </Answered>
    </SpaceBetween>
  );
}

interface RunsProps {
  readonly newest: number;
  readonly chosen: number;
  readonly onChoose: (run: number) => void;
}

/** Each redrive and repair is a run of its own. */
function Runs({ newest, chosen, onChoose }: RunsProps) {
  const { workflow } = useTexts().wipe;
  const options = Array.from({ length: newest }, (_, index) => {
    const run = newest - index;
    return { value: String(run), label: workflow.run(run) };
  });
  return (
    <FormField label={workflow.runs}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === String(chosen)) ?? null}
        onChange={({ detail }) => onChoose(Number(detail.selectedOption.value ?? newest))}
      />
    </FormField>
  );
}

interface PictureProps {
  readonly definition?: unknown;
  readonly events: readonly HistoryEvent[];
}

function Picture({ definition, events }: PictureProps) {
  // The definition comes anew with each answer, and is the same all the while.
  const text = JSON.stringify(definition);
  const machine = useMemo(() => machineOf(JSON.parse(text)), [text]);
  const run = useMemo(() => runOf(events), [events]);
  const [chosen, setChosen] = useState<string>();
  const shown = chosen ?? run.present ?? run.visits.at(-1)?.state;
  return (
    <div className="picture">
      <StateGraph machine={machine} run={run} chosen={shown} onChoose={setChosen} />
      {shown !== undefined && <Visits state={shown} run={run} />}
    </div>
  );
}
