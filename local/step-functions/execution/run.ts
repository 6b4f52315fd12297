/** Where an open execution stands: what its entries so far add up to, live and after a restart alike. */
import type { Entry } from './entry.ts';

export interface Run {
  /** JSON text of the execution's input. */
  readonly input: string;
  readonly startedAt: number;
  readonly roleArn: string;
  /** Number of the last event. */
  lastId: number;
  state?: CurrentState;
}

export interface CurrentState {
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  readonly enteredId: number;
  readonly enteredAt: number;
  /** Retries so far, by the place of the retrier. */
  readonly retries: number[];
  /** The task under way. */
  task?: TaskAttempt;
  /** When a Wait state is over or the next attempt is due, epoch milliseconds. */
  until?: number;
}

/** One attempt of a task, from its scheduling to its result. */
export interface TaskAttempt {
  readonly scheduledId: number;
  readonly scheduledAt: number;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  /** Parameters of the invocation, JSON text; gone once the function was invoked and only its token is waited for. */
  parameters?: string;
  heartbeatAt: number;
}

/** The run after one more entry. A run that is over, or has not begun, is `undefined`. */
export function follow(run: Run | undefined, entry: Entry): Run | undefined {
  if (entry.type === 'ExecutionStarted')
    return { input: entry.input, startedAt: entry.at, roleArn: entry.roleArn, lastId: entry.id };
  if (run === undefined) return undefined;
  if ('id' in entry) run.lastId = entry.id;
  return entry.type.startsWith('Execution') ? undefined : followState(run, entry);
}

function followState(run: Run, entry: Entry): Run {
  if ('name' in entry) {
    if ('input' in entry)
      run.state = {
        name: entry.name,
        input: entry.input,
        enteredId: entry.id,
        enteredAt: entry.at,
        retries: [],
      };
    else delete run.state;
  } else if (run.state !== undefined) followTask(run.state, entry);
  return run;
}

function followTask(state: CurrentState, entry: Entry): void {
  switch (entry.type) {
    case 'TaskScheduled': {
      const { timeoutInSeconds, heartbeatInSeconds } = entry;
      delete state.until;
      state.task = {
        scheduledId: entry.id,
        scheduledAt: entry.at,
        parameters: entry.parameters,
        heartbeatAt: entry.at,
        ...(timeoutInSeconds === undefined ? {} : { timeoutInSeconds }),
        ...(heartbeatInSeconds === undefined ? {} : { heartbeatInSeconds }),
      };
      return;
    }
    case 'TaskSubmitted':
      delete state.task?.parameters;
      return;
    case 'TaskSucceeded':
    case 'TaskFailed':
    case 'TaskTimedOut':
      delete state.task;
      return;
    case 'RetryAt':
      state.retries[entry.retrier] = (state.retries[entry.retrier] ?? 0) + 1;
      state.until = entry.until;
      return;
    case 'WaitUntil':
      state.until = entry.until;
      return;
    case 'Heartbeat':
      if (state.task !== undefined) state.task.heartbeatAt = entry.at;
  }
}
