/** Keeps executions going: what happens is on disk before anybody can see it, and only then has its effect. */
import { AwsError } from '../../aws/error.ts';
import type { Functions } from '../../functions.ts';
import type { CloudContext } from '../../part.ts';
import type { Definition } from '../definition/definition.ts';
import type { Journal } from '../journal/journal.ts';
import { StateError } from '../language/state-error.ts';
import type { Machine, Machines } from '../machines.ts';
import { executionArn } from '../names.ts';
import type { TaskReference, Tokens } from '../tokens.ts';
import { Course } from './course.ts';
import { nextDeadline } from './deadlines.ts';
import type { Execution, ExecutionDirectory } from './directory.ts';
import { type Batch, type Entry, endingOf, type Status } from './entry.ts';
import { runLambdaTask } from './lambda-task.ts';
import type { Run, TaskAttempt } from './run.ts';

interface RunnerOptions {
  readonly context: CloudContext;
  readonly functions: Functions;
  readonly machines: Machines;
  readonly directory: ExecutionDirectory;
  readonly journal: Journal;
  readonly tokens: Tokens;
}

type Act = (course: Course) => void;

export class Runner {
  readonly #options: RunnerOptions;
  #begun = 0;
  #stopped = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Starts an execution; its `written` tells when it exists for good. */
  begin(machine: Machine, name: string, input: string): Execution {
    const { context, directory, journal } = this.#options;
    this.#begun += 1;
    const now = context.clock.now();
    const execution: Execution = {
      key: `${journal.prefix}.${this.#begun}`,
      name,
      arn: executionArn(machine.arn, name),
      machine,
      revision: machine.current,
      startedAt: now,
      places: new Map(),
      written: Promise.resolve(),
    };
    directory.add(execution);
    const start = { machine: machine.name, name, revision: machine.current.id };
    this.#commit(execution, (course) => course.begin(input), { now, start });
    return execution;
  }

  /** Does something to an execution. Resolves once it is on disk. */
  async act(execution: Execution, what: Act): Promise<void> {
    this.#commit(execution, what);
    await execution.written;
  }

  /** Lets the time act on an execution whose deadline has passed, however late its timer is. */
  settle(execution: Execution): void {
    while (execution.run !== undefined && !this.#stopped) {
      const deadline = nextDeadline(execution.run, this.#definition(execution));
      if (deadline.at > this.#options.context.clock.now()) return;
      if (!this.#commit(execution, deadline.act)) return;
    }
  }

  /** The open execution whose task waits for a token, if it still waits. */
  waiting({ key, scheduledId }: TaskReference): Execution | undefined {
    const execution = this.#options.directory.byKey(key);
    if (execution === undefined) return undefined;
    this.settle(execution);
    return taskOf(execution, scheduledId) === undefined ? undefined : execution;
  }

  /** Goes on with an execution that an earlier start left at `run`. A task without a result is invoked again. */
  resume(execution: Execution, run: Run | undefined): void {
    execution.run = run;
    const scheduledId = run?.state?.task?.scheduledId;
    try {
      this.settle(execution);
      this.#arm(execution);
    } catch (error) {
      // Its definition is of an earlier start and not hosted any more.
      if (!(error instanceof AwsError)) throw error;
      const failure = { error: 'States.Runtime', cause: error.message };
      const definition = { StartAt: '', States: {} };
      this.#commit(execution, (course) => course.abandoned(failure), { definition });
    }
    if (scheduledId !== undefined) this.#invoke(execution, scheduledId);
  }

  /** Ends all timers. What is under way elsewhere has no effect any more. */
  stop(): void {
    this.#stopped = true;
    for (const execution of this.#options.directory.all) execution.disarm?.();
  }

  #definition(execution: Execution): Definition {
    return this.#options.machines.definition(execution.revision);
  }

  /** Answers whether anything happened. */
  #commit(
    execution: Execution,
    what: Act,
    {
      now = this.#options.context.clock.now(),
      definition = this.#definition(execution),
      start,
    }: { now?: number; definition?: Definition; start?: NonNullable<Batch['start']> } = {},
  ): boolean {
    if (this.#stopped)
      throw new AwsError('ServiceUnavailable', 'the local cloud stops', { status: 503 });
    const { key, arn, name, machine, revision } = execution;
    const { roleArn } = revision;
    const token = (scheduledId: number) =>
      this.#options.tokens.issue({ machine: machine.name, key, scheduledId });
    const names = { arn, name, machineArn: machine.arn, machineName: machine.name, roleArn };
    const subject = { ...names, definition, token };
    const course = new Course({ subject, run: execution.run, now, random: Math.random });
    what(course);
    const { entries } = course;
    const last = entries.at(-1);
    if (last === undefined) return false;
    execution.run = course.run;
    this.#count(machine, entries);
    const status = endingOf(last);
    if (status !== undefined) this.#close(execution, { status, at: now }, last);
    const written = this.#options.journal.append(
      { key, ...(start && { start }), entries },
      execution.places,
    );
    execution.written = written;
    this.#arm(execution, definition);
    const scheduled = entries.findLast((entry) => entry.type === 'TaskScheduled')?.id;
    written.then(
      () => scheduled !== undefined && this.#invoke(execution, scheduled),
      (error: unknown) => this.#report('journal-failed', name, error),
    );
    return true;
  }

  /** "Each time a step of your workflow is executed", retries too: https://aws.amazon.com/step-functions/pricing/ */
  #count(machine: Machine, entries: readonly Entry[]): void {
    const amount = entries.filter(
      ({ type }) => type === 'RetryAt' || type.endsWith('StateEntered'),
    ).length;
    const { usage } = this.#options.context;
    usage.count('states', 'StateTransition', { amount, resource: machine.name });
  }

  #close(execution: Execution, end: { status: Status; at: number }, last: object): void {
    execution.end = end;
    if (end.status !== 'SUCCEEDED')
      this.#options.context.log({
        part: 'step-functions',
        event: 'execution-ended',
        execution: execution.name,
        status: end.status,
        error: 'error' in last ? String(last.error) : '',
      });
  }

  #report(event: string, execution: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.context.log({ part: 'step-functions', event, execution, reason });
  }

  /** One timer for whatever is due first. */
  #arm(execution: Execution, definition = this.#definition(execution)): void {
    execution.disarm?.();
    execution.disarm = undefined;
    if (execution.run === undefined) return;
    const { at } = nextDeadline(execution.run, definition);
    execution.disarm = this.#options.context.clock.runAt(at, () => this.settle(execution));
  }

  /** Runs the function of a task that is on disk as scheduled. */
  #invoke(execution: Execution, scheduledId: number): void {
    const { functions, context } = this.#options;
    const parameters = taskOf(execution, scheduledId)?.parameters;
    if (this.#stopped || parameters === undefined) return;
    const { account, region, clock } = context;
    const { roleArn } = execution.revision;
    const finish = (what: Act) => {
      if (this.#stopped) return;
      this.settle(execution);
      if (taskOf(execution, scheduledId) !== undefined) this.#commit(execution, what);
    };
    runLambdaTask(functions, { parameters, roleArn, account, region, now: clock.now })
      .then(
        (output) => finish((course) => course.returned(output)),
        (error: unknown) => {
          if (!(error instanceof StateError)) throw error;
          finish((course) => course.failed(error));
        },
      )
      .catch((error: unknown) => this.#report('internal-failure', execution.name, error));
  }
}

/** The attempt that an execution is at, if it is this one. */
function taskOf({ run }: Execution, scheduledId: number): TaskAttempt | undefined {
  const task = run?.state?.task;
  return task?.scheduledId === scheduledId ? task : undefined;
}
