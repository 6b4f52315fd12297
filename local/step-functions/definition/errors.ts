/** Retry and Catch (https://states-language.net/spec.html#errors). */
import * as z from 'zod';
import { referencePath, seconds } from './fields.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation */
export const PREDEFINED_ERRORS: ReadonlySet<string> = new Set([
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
]);

const errorName = z
  .string()
  .min(1)
  .refine((name) => !name.startsWith('States.') || PREDEFINED_ERRORS.has(name), {
    error: ({ input }) => `"${input}" is no error name of the Amazon States Language`,
  });

const errorEquals = z
  .array(errorName)
  .min(1)
  .refine((names) => names.length === 1 || !names.includes('States.ALL'), {
    error: '"States.ALL" must appear alone',
  });

export const retrier = z
  .strictObject({
    Comment: z.string().exactOptional(),
    ErrorEquals: errorEquals,
    IntervalSeconds: seconds.default(1),
    MaxAttempts: z.int().min(0).max(99_999_999).default(3),
    BackoffRate: z.number().min(1).default(2),
    MaxDelaySeconds: z.int().min(1).max(31_622_399).exactOptional(),
    JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  })
  .refine(
    (each) => each.MaxDelaySeconds === undefined || each.MaxDelaySeconds > each.IntervalSeconds,
    {
      error: '"MaxDelaySeconds" must be greater than "IntervalSeconds"',
    },
  );

export const catcher = z.strictObject({
  Comment: z.string().exactOptional(),
  ErrorEquals: errorEquals,
  Next: z.string(),
  ResultPath: referencePath.nullable().exactOptional(),
});

export type Retrier = z.output<typeof retrier>;
export type Catcher = z.output<typeof catcher>;

const wildcardIsLast = (entries: readonly { ErrorEquals: readonly string[] }[]) =>
  entries.slice(0, -1).every((entry) => !entry.ErrorEquals.includes('States.ALL'));
const WILDCARD_IS_LAST = { error: '"States.ALL" must appear in the last entry' };

export const retry = z.array(retrier).refine(wildcardIsLast, WILDCARD_IS_LAST);
export const catching = z.array(catcher).refine(wildcardIsLast, WILDCARD_IS_LAST);
