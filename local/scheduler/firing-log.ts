/** Remembers on disk when each schedule last fired, so that a restart does not fire it again. */
import { type AppendLog, openLog, readLog } from '../disk/append-log.ts';
import { type FiringState, firingState } from './firing.ts';

export class FiringLog {
  readonly #states: Map<string, FiringState>;
  readonly #log: AppendLog<FiringState>;

  constructor(path: string) {
    this.#states = new Map(readLog(path, firingState).map((state) => [state.arn, state]));
    this.#log = openLog(path, [...this.#states.values()]);
  }

  /** What is known of a schedule, or that it starts now. */
  async find(arn: string, expression: string, now: number): Promise<FiringState> {
    const found = this.#states.get(arn);
    if (found?.expression === expression) return notAhead(found, now);
    const fresh = { arn, expression, since: now, firedAt: null };
    await this.keep(fresh);
    return fresh;
  }

  async keep(state: FiringState): Promise<void> {
    this.#states.set(state.arn, state);
    await this.#log.append(state);
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

/** A clock that starts further back than it once was must not silence a schedule until it has caught up. */
function notAhead(state: FiringState, now: number): FiringState {
  if (Math.max(state.since, state.firedAt ?? 0) <= now) return state;
  return { ...state, since: now, firedAt: state.firedAt === null ? null : now };
}
