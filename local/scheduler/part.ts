/** The scheduler part: EventBridge Scheduler's schedules and EventBridge's scheduled rules, on the cloud's clock. */
import { join } from 'node:path';
import { unknownOperation } from '../endpoint/protocol.ts';
import type { CloudContext, Part } from '../part.ts';
import { FiringLog } from './firing-log.ts';
import { ruleType } from './rule-type.ts';
import { type ScheduleTypeOptions, scheduleType } from './schedule-type.ts';
import { armAll, type Schedule } from './timer.ts';

export type SchedulerOptions = Omit<ScheduleTypeOptions, 'context' | 'later'>;

/** A clock that is pushed forward over several firings of a schedule fires it once. */
export function createScheduler(context: CloudContext, options: SchedulerOptions): Part {
  const schedules: Schedule[] = [];
  const log = new FiringLog(join(context.dataDir, 'scheduler', 'firings.jsonl'));
  const add = (schedule: Schedule) => {
    schedules.push(schedule);
  };
  let disarm = () => Promise.resolve();
  const waiting = new Set<() => void>();
  const later = (at: number, task: () => void) => {
    const cancel = context.clock.runAt(at, () => {
      waiting.delete(cancel);
      task();
    });
    waiting.add(cancel);
  };
  const all = { ...options, context, later };
  return {
    name: 'scheduler',
    signingNames: ['scheduler', 'events'],
    resources: [scheduleType(all, add), ruleType(all, add)],
    async handle(call) {
      throw unknownOperation(call.service, call.operation ?? `${call.method} ${call.path}`);
    },
    async start() {
      disarm = await armAll(schedules, context.clock, log);
    },
    async stop() {
      await disarm();
      for (const cancel of waiting) cancel();
      await log.close();
    },
  };
}
