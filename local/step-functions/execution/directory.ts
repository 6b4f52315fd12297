/** All executions of one cloud: open ones with where they stand, closed ones with where their history is. */
import { AwsError } from '../../aws/error.ts';
import type { Clock } from '../../clock.ts';
import type { Places } from '../journal/reader.ts';
import type { Machine, Revision } from '../machines.ts';
import type { Status } from './entry.ts';
import type { Run } from './run.ts';

export interface Execution {
  readonly key: string;
  readonly name: string;
  readonly arn: string;
  readonly machine: Machine;
  readonly revision: Revision;
  readonly startedAt: number;
  readonly places: Places;
  /** Absent once it is closed. */
  run?: Run | undefined;
  end?: { readonly status: Status; readonly at: number };
  /** Resolves once all that happened so far is on disk. */
  written: Promise<void>;
  /** Ends the timer for what is due next. */
  disarm?: (() => void) | undefined;
}

/** How long a closed execution and its name are kept (service-quotas.html, execution history retention). */
const RETENTION = 90 * 24 * 60 * 60 * 1000;

export class ExecutionDirectory {
  readonly #clock: Clock;
  readonly #byArn = new Map<string, Execution>();
  readonly #byKey = new Map<string, Execution>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether an execution that ended at `at` is forgotten by now. */
  isForgotten(at: number): boolean {
    return at + RETENTION < this.#clock.now();
  }

  get all(): Iterable<Execution> {
    return this.#byKey.values();
  }

  add(execution: Execution): void {
    this.#byArn.set(execution.arn, execution);
    this.#byKey.set(execution.key, execution);
  }

  find(arn: string): Execution | undefined {
    return this.#remembered(this.#byArn.get(arn));
  }

  byKey(key: string): Execution | undefined {
    return this.#remembered(this.#byKey.get(key));
  }

  /** @throws AwsError `ExecutionDoesNotExist`. */
  byArn(arn: string): Execution {
    const execution = this.find(arn);
    if (execution !== undefined) return execution;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /** Executions of a machine, the latest first. */
  ofMachine(machine: Machine): Execution[] {
    return [...this.#byKey.values()]
      .filter((each) => each.machine.arn === machine.arn && this.#remembered(each) !== undefined)
      .reverse();
  }

  #remembered(execution: Execution | undefined): Execution | undefined {
    if (execution?.end === undefined || !this.isForgotten(execution.end.at)) return execution;
    this.#byKey.delete(execution.key);
    if (this.#byArn.get(execution.arn) === execution) this.#byArn.delete(execution.arn);
    return undefined;
  }
}
