/** Fires schedules when the cloud's clock reaches their times, however it gets there. */
import type { Clock } from '../clock.ts';
import type { Expression } from './expression.ts';
import { nextFiring } from './firing.ts';
import type { FiringLog } from './firing-log.ts';

export interface Schedule {
  readonly arn: string;
  /** As the template says it. */
  readonly text: string;
  readonly expression: Expression;
  /** Scheduler's rates fire when they are made; EventBridge's after the first period. */
  readonly startsAtOnce: boolean;
  /** Hands the firing to the target. Settles when the first try is over; never rejects. */
  readonly fire: (scheduledTime: number) => Promise<void>;
}

/** Arms all `schedules`; answers a function that ends them, once the firings under way are marked. */
export async function armAll(
  schedules: readonly Schedule[],
  clock: Clock,
  log: FiringLog,
): Promise<() => Promise<void>> {
  const cancels = new Map<string, () => void>();
  const running = new Set<Promise<void>>();
  let ended = false;

  async function arm(schedule: Schedule): Promise<void> {
    const state = await log.find(schedule.arn, schedule.text, clock.now());
    const next = nextFiring(schedule.expression, state, schedule);
    if (next === undefined || ended) return;
    const fire = async () => {
      const firedAt = clock.now();
      // First the target, then the mark: a crash between the two fires twice, as AWS may (at least once).
      await schedule.fire(next);
      await log.keep({ ...state, firedAt });
      if (!ended) await arm(schedule);
    };
    const run = () => {
      const firing = fire().finally(() => running.delete(firing));
      running.add(firing);
    };
    cancels.set(schedule.arn, clock.runAt(next, run));
  }

  await Promise.all(schedules.map(arm));
  return async () => {
    ended = true;
    for (const cancel of cancels.values()) cancel();
    await Promise.all(running);
  };
}
