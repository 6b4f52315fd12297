/** Takes up what earlier starts left in the journal. */
import type { CloudContext } from '../../part.ts';
import type { Journal, Recorded } from '../journal/journal.ts';
import type { JournalReader } from '../journal/reader.ts';
import type { Machines } from '../machines.ts';
import { executionArn } from '../names.ts';
import type { Execution, ExecutionDirectory } from './directory.ts';
import { follow, type Run } from './run.ts';
import type { Runner } from './runner.ts';

interface RecoveryOptions {
  readonly log: CloudContext['log'];
  readonly journal: Journal;
  readonly machines: Machines;
  readonly directory: ExecutionDirectory;
  readonly runner: Runner;
}

/** Lists all executions that are not forgotten, and lets the open ones go on where they stood. */
export async function recover(options: RecoveryOptions): Promise<void> {
  const { directory, journal, runner } = options;
  const recorded = journal
    .recorded()
    .filter(({ end }) => end === undefined || !directory.isForgotten(end.at));
  journal.drop(new Set(recorded.map(({ key }) => key)));
  const found = recorded.flatMap((each) => executionOf(each, options) ?? []);
  for (const execution of found) directory.add(execution);
  await using reader = journal.reader();
  for (const execution of found)
    if (execution.end === undefined) runner.resume(execution, await runOf(reader, execution));
}

function executionOf(
  { key, start, end, places }: Recorded,
  { machines, log }: RecoveryOptions,
): Execution | undefined {
  const machine = machines.find(start.machine);
  const revision = machine?.revisions.get(start.revision);
  if (machine === undefined || revision === undefined) {
    // The template has this state machine no more: what is left of it waits in the journal.
    log({ part: 'step-functions', event: 'state-machine-gone', execution: start.name });
    return undefined;
  }
  return {
    key,
    name: start.name,
    arn: executionArn(machine.arn, start.name),
    machine,
    revision,
    startedAt: start.at,
    places,
    written: Promise.resolve(),
    ...(end && { end }),
  };
}

async function runOf(reader: JournalReader, { places }: Execution): Promise<Run | undefined> {
  const batches = await reader.read(places);
  return batches.flatMap(({ entries }) => entries).reduce<Run | undefined>(follow, undefined);
}
