/** What a run of the workflow did in each state, out of its history. */
import type * as z from 'zod/mini';
import type { ExecutionView } from '#functions/contract/ops-bodies.ts';

export type HistoryEvent = z.infer<typeof ExecutionView>['events'][number];

/** One stay in a state. */
export interface Visit {
  readonly state: string;
  /** RFC 3339. */
  readonly enteredAt: string;
  readonly leftAt?: string;
  readonly input: unknown;
  readonly output?: unknown;
  /** What went wrong in it, every attempt's, oldest first. */
  readonly errors: readonly string[];
  /** How often its task was begun. */
  readonly attempts: number;
}

export interface Run {
  /** In the order in which states were entered. */
  readonly visits: readonly Visit[];
  /** The state that it is in; undefined once it is over. */
  readonly present: string | undefined;
  /** The state that it ended in with a failure. */
  readonly failed: string | undefined;
}

const OVER = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;
const FAILED_TASK = /^(Task|LambdaFunction)(Failed|TimedOut|SubmitFailed|StartFailed)$/;

/** `events` oldest first, from the first one on. */
export function runOf(events: readonly HistoryEvent[]): Run {
  const visits: Visit[] = [];
  const change = (changed: Partial<Visit>) => {
    const last = visits.at(-1);
    if (last !== undefined) visits.splice(-1, 1, { ...last, ...changed });
  };
  let isOver = false;
  let hasFailed = false;
  for (const { type, state, at, details } of events) {
    const last = visits.at(-1);
    if (type.endsWith('StateEntered') && state !== undefined)
      visits.push({
        ...{ state, enteredAt: at, input: memberOf(details, 'input'), errors: [], attempts: 0 },
      });
    else if (type.endsWith('StateExited'))
      change({ leftAt: at, output: memberOf(details, 'output') });
    else if (type === 'TaskScheduled' || type === 'LambdaFunctionScheduled')
      change({ attempts: (last?.attempts ?? 0) + 1 });
    else if (FAILED_TASK.test(type))
      change({ errors: [...(last?.errors ?? []), errorIn(details, type)] });
    if (OVER.test(type)) {
      isOver = true;
      hasFailed = type !== 'ExecutionSucceeded';
    }
  }
  const last = visits.at(-1)?.state;
  return {
    visits,
    present: isOver ? undefined : last,
    failed: hasFailed ? last : undefined,
  };
}

/** The pairs of states that the run went through. */
export const stepsOf = ({ visits }: Run): readonly (readonly [from: string, to: string])[] =>
  visits.slice(1).map(({ state }, before) => [visits[before]?.state ?? '', state]);

function memberOf(details: unknown, name: string): unknown {
  if (typeof details !== 'object' || details === null) return undefined;
  return Object.entries(details).find(([key]) => key === name)?.[1];
}

function errorIn(details: unknown, type: string): string {
  const error = memberOf(details, 'error');
  return typeof error === 'string' ? error : type;
}
