/** Remembers between starts when each stack was made, and when its template or parameters last changed. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readJsonFile } from '../disk/read-json-file.ts';
import { replaceFile } from '../disk/replace-file.ts';
import type { StackPlan } from '../template/plan.ts';
import type { StackTimes } from './stack.ts';

const kept = z.record(
  z.string(),
  z.strictObject({
    createdAt: z.number(),
    updatedAt: z.number().exactOptional(),
    /** Of template and parameters. */
    digest: z.string(),
  }),
);

export interface TimedPlan {
  readonly plan: StackPlan;
  readonly times: StackTimes;
}

/** The plans of this start with the times of their stacks, which are on disk when this returns. */
export function keepStackTimes(
  path: string,
  plans: readonly StackPlan[],
  now: number,
): TimedPlan[] {
  const before = readJsonFile(path, kept) ?? {};
  const timed = plans.map((plan) => {
    const digest = digestOf(plan);
    const known = before[plan.stack.name];
    if (known === undefined) return { plan, times: { createdAt: now, digest } };
    if (known.digest === digest) return { plan, times: known };
    return { plan, times: { createdAt: known.createdAt, updatedAt: now, digest } };
  });
  const after = timed.map(({ plan, times }) => [plan.stack.name, times]);
  replaceFile(path, JSON.stringify(Object.fromEntries(after)));
  return timed;
}

/** A parameter's value is kept in no other form: it may be secret. */
function digestOf({ stack, values }: StackPlan): string {
  const content = [stack.templateText, ...[...values.parameterTexts].flat()];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
