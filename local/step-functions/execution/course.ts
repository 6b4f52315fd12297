/** The interpreter: takes one execution from one wake to where it waits next, and says what happened on the way. */
import type { State } from '../definition/definition.ts';
import type { TaskState } from '../definition/task.ts';
import { exceedsPayloadLimit, type Json, parseJson } from '../language/json.ts';
import { StateError } from '../language/state-error.ts';
import type { Entry, HistoryEvent } from './entry.ts';
import { type Failure, failureOf, tooLarge } from './failure.ts';
import { outputOf, place } from './filters.ts';
import { findCatcher, findRetrier, retryDelay } from './handling.ts';
import { type CurrentState, follow, type Run } from './run.ts';
import { type Step, step, through } from './step.ts';
import { contextObject, type Subject } from './subject.ts';

/** A Standard execution has at most 25,000 events (service-quotas.html). */
const MOST_EVENTS = 25_000;

type Unnumbered<Event> = Event extends HistoryEvent ? Omit<Event, 'id' | 'previous' | 'at'> : never;
/** The next state and its input; `undefined` where the execution waits or is over. */
type Next = { readonly name: string; readonly data: Json } | undefined;

interface CourseOptions {
  readonly subject: Subject;
  /** Absent for an execution that begins. It is changed in place. */
  readonly run: Run | undefined;
  /** The time of everything that happens in this wake, epoch milliseconds. */
  readonly now: number;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

/** One wake. Call one method; then `entries` is to be written and `run` is where the execution stands. */
export class Course {
  readonly entries: Entry[] = [];
  readonly #subject: Subject;
  readonly #now: number;
  readonly #random: () => number;
  #run: Run | undefined;
  /** The execution's input, parsed once. */
  #input: Json | undefined;

  constructor({ subject, run, now, random }: CourseOptions) {
    this.#subject = subject;
    this.#run = run;
    this.#now = now;
    this.#random = random;
  }

  /** `undefined` once the execution is over. */
  get run(): Run | undefined {
    return this.#run;
  }

  /** Starts the execution with JSON text. */
  begin(input: string): void {
    const { roleArn, definition } = this.#subject;
    this.#event({ type: 'ExecutionStarted', input, roleArn });
    this.#proceed({ name: definition.StartAt, data: parseJson(input) });
  }

  /** The task's function returned: that is the result, unless the task waits for its token. */
  returned(output: string): void {
    this.#resumeTask((task) => {
      if (!task.callback) return this.#succeed(task, output);
      this.#event({ type: 'TaskSubmitted', resource: task.resource, output });
      return undefined;
    });
  }

  /** The task has its result, JSON text. */
  succeeded(output: string): void {
    this.#resumeTask((task) => this.#succeed(task, output));
  }

  failed(error: StateError): void {
    this.#resumeTask((task) => this.#failTask(task, error));
  }

  /** AWS records a missed heartbeat as `States.Timeout` too, and lets Retry and Catch tell it apart. */
  timedOut({ heartbeat }: { heartbeat: boolean }): void {
    this.#resumeTask((task) => {
      const alias = heartbeat ? 'States.HeartbeatTimeout' : undefined;
      const error = new StateError('States.Timeout', undefined, alias);
      this.#event({ type: 'TaskTimedOut', resource: task.resource, ...failureOf(error) });
      return this.#handle(task, error, failureOf(error));
    });
  }

  heartbeat(): void {
    this.#add({ type: 'Heartbeat', at: this.#now });
  }

  /** The wait is over, or the next attempt is due. */
  due(): void {
    this.#resume((state, { input }) => {
      const data = parseJson(input);
      if (state.Type !== 'Wait') return this.#take(state, this.#step(state, data));
      return this.#take(state, through(state, { data, context: this.#context() }));
    });
  }

  /** The execution's own time is up. */
  expired(): void {
    this.#event({ type: 'ExecutionTimedOut' });
  }

  aborted(failure: Failure): void {
    this.#event({ type: 'ExecutionAborted', ...failure });
  }

  /** Ends an execution that cannot go on. */
  abandoned(failure: Failure): void {
    this.#event({ type: 'ExecutionFailed', ...failure });
  }

  #resume(work: (state: State, current: CurrentState) => Next): void {
    const current = this.#run?.state;
    const state = current && this.#subject.definition.States[current.name];
    if (current === undefined || state === undefined) return;
    this.#proceed(this.#guarded(state, () => work(state, current)));
  }

  #resumeTask(work: (task: TaskState, current: CurrentState) => Next): void {
    this.#resume((state, current) => (state.Type === 'Task' ? work(state, current) : undefined));
  }

  #proceed(from: Next): void {
    for (let next = from; next !== undefined && this.#run !== undefined; ) {
      const { name, data } = next;
      const state = this.#subject.definition.States[name];
      if (state === undefined) return;
      this.#event({ type: `${state.Type}StateEntered`, name, input: JSON.stringify(data) });
      next = this.#guarded(state, () => this.#take(state, this.#step(state, data)));
    }
  }

  #step(state: State, data: Json): Step {
    const context = this.#context();
    const taskContext =
      state.Type === 'Task' && state.callback
        ? this.#context(this.#subject.token((this.#run?.lastId ?? 0) + 1))
        : context;
    return step(state, data, { context, taskContext, now: this.#now });
  }

  #take(state: State, taken: Step): Next {
    switch (taken.kind) {
      case 'leave':
        return this.#leave(state, taken.output, taken.to);
      case 'wait':
        this.#add({ type: 'WaitUntil', until: taken.until });
        return undefined;
      case 'fail':
        return this.#fail(failureOf(taken.error));
      case 'task': {
        const { resource } = taken;
        const parameters = this.#text(taken.parameters);
        this.#event({ type: 'TaskScheduled', resource, parameters, ...taken.limits });
        this.#event({ type: 'TaskStarted', resource });
        return undefined;
      }
    }
  }

  #leave(state: State, data: Json, to: string | undefined): Next {
    if (state.Type === 'Fail') return undefined;
    const output = this.#text(data);
    const name = this.#run?.state?.name ?? '';
    this.#event({ type: `${state.Type}StateExited`, name, output });
    if (to !== undefined) return { name: to, data };
    this.#event({ type: 'ExecutionSucceeded', output });
    return undefined;
  }

  #succeed(task: TaskState, output: string): Next {
    if (exceedsPayloadLimit(output)) return this.#failTask(task, tooLarge('lambda'));
    const input = parseJson(this.#run?.state?.input ?? 'null');
    this.#event({ type: 'TaskSucceeded', resource: task.resource, output });
    const result = outputOf(task, input, parseJson(output), this.#context());
    return this.#leave(task, result, task.Next);
  }

  #failTask(task: TaskState, error: StateError): Next {
    this.#event({ type: 'TaskFailed', resource: task.resource, ...failureOf(error) });
    return this.#handle(task, error, failureOf(error));
  }

  /** Turns what a state throws into what a state's error does. */
  #guarded(state: State, work: () => Next): Next {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const failure = this.#placed(error);
      return state.Type === 'Task' ? this.#handle(state, error, failure) : this.#fail(failure);
    }
  }

  /** An error of the interpreter, with the state it happened in. */
  #placed(error: StateError): Failure {
    const { name, enteredId } = this.#run?.state ?? { name: '', enteredId: 0 };
    const where = `An error occurred while executing the state '${name}' (entered at the event id #${enteredId}).`;
    return failureOf(new StateError(error.error, `${where} ${error.reason ?? ''}`));
  }

  /** Retry, else Catch, else the end. `failure` is what the execution then fails with. */
  #handle(task: TaskState, error: StateError, failure: Failure): Next {
    const current = this.#run?.state;
    if (current === undefined) return undefined;
    const retrier = findRetrier(task.Retry, error, current.retries);
    const retry = retrier === undefined ? undefined : task.Retry[retrier];
    if (retrier !== undefined && retry !== undefined) {
      const delay = retryDelay(retry, current.retries[retrier] ?? 0, this.#random);
      this.#add({ type: 'RetryAt', until: this.#now + Math.round(delay * 1000), retrier });
      return undefined;
    }
    const catcher = findCatcher(task.Catch, error);
    if (catcher === undefined) return this.#fail(failure);
    try {
      const output = place(catcher, parseJson(current.input), errorOutput(failure));
      return this.#leave(task, output, catcher.Next);
    } catch (second) {
      if (!(second instanceof StateError)) throw second;
      return this.#fail(this.#placed(second));
    }
  }

  #fail(failure: Failure): Next {
    this.#event({ type: 'ExecutionFailed', ...failure });
    return undefined;
  }

  #text(data: Json): string {
    const text = JSON.stringify(data);
    if (exceedsPayloadLimit(text)) throw tooLarge(this.#run?.state?.name ?? '');
    return text;
  }

  #context(token?: string): Json {
    if (this.#run === undefined) return {};
    this.#input ??= parseJson(this.#run.input);
    return contextObject(this.#subject, this.#run, this.#input, token);
  }

  #event(event: Unnumbered<HistoryEvent>): void {
    const id = (this.#run?.lastId ?? 0) + 1;
    const full = id >= MOST_EVENTS && !event.type.startsWith('Execution');
    const next = full ? HISTORY_FULL : event;
    // The first state, and an end from outside, follow nothing.
    const detached =
      id <= 2 || next.type === 'ExecutionAborted' || next.type === 'ExecutionTimedOut';
    this.#add({ ...next, id, previous: detached ? 0 : id - 1, at: this.#now });
  }

  /** Nothing happens before the start or after the end. */
  #add(entry: Entry): void {
    if (this.#run === undefined && entry.type !== 'ExecutionStarted') return;
    this.entries.push(entry);
    this.#run = follow(this.#run, entry);
  }
}

const HISTORY_FULL = {
  type: 'ExecutionFailed',
  error: 'States.Runtime',
  cause: `The execution reached the maximum number of history events (${MOST_EVENTS}).`,
} as const;

const errorOutput = ({ error, cause }: Failure): Json => ({
  ...(error === undefined ? {} : { Error: error }),
  ...(cause === undefined ? {} : { Cause: cause }),
});
