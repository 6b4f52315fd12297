/** Task states that invoke a Lambda function (https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html). */
import * as z from 'zod';
import { catching, retry } from './errors.ts';
import {
  common,
  hasOneTransition,
  ONE_TRANSITION,
  referencePath,
  seconds,
  selection,
  template,
  transition,
} from './fields.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const INVOKE_AND_WAIT = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** The parameters of lambda:invoke that are hosted; InvocationType, ClientContext and LogType are not. */
const PARAMETERS = ['FunctionName', 'Payload', 'Qualifier'];

const integration = z.enum([INVOKE, INVOKE_AND_WAIT], {
  error: ({ input }) =>
    `the resource "${input}" is not supported, only ${INVOKE} and ${INVOKE_AND_WAIT}`,
});

const parameters = z.record(z.string(), z.json()).superRefine((given, context) => {
  const names = Object.keys(given).map((name) => (name.endsWith('.$') ? name.slice(0, -2) : name));
  for (const name of names)
    if (!PARAMETERS.includes(name))
      context.addIssue({ code: 'custom', message: `the parameter "${name}" is not supported` });
  if (!names.includes('FunctionName'))
    context.addIssue({ code: 'custom', message: 'the parameter "FunctionName" is missing' });
});

export const taskFields = z
  .strictObject({
    Type: z.literal('Task'),
    ...common,
    ...transition,
    Resource: integration,
    InputPath: selection.exactOptional(),
    Parameters: parameters,
    ResultSelector: template({ token: false }).exactOptional(),
    ResultPath: referencePath.nullable().exactOptional(),
    OutputPath: selection.exactOptional(),
    Retry: retry.default([]),
    Catch: catching.default([]),
    TimeoutSeconds: seconds.exactOptional(),
    TimeoutSecondsPath: referencePath.exactOptional(),
    HeartbeatSeconds: seconds.exactOptional(),
    HeartbeatSecondsPath: referencePath.exactOptional(),
  })
  .refine(hasOneTransition, ONE_TRANSITION)
  .refine((task) => task.TimeoutSeconds === undefined || task.TimeoutSecondsPath === undefined, {
    error: '"TimeoutSeconds" and "TimeoutSecondsPath" exclude each other',
  })
  .refine(
    (task) => task.HeartbeatSeconds === undefined || task.HeartbeatSecondsPath === undefined,
    {
      error: '"HeartbeatSeconds" and "HeartbeatSecondsPath" exclude each other',
    },
  )
  .refine(
    ({ HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout }) =>
      heartbeat === undefined || timeout === undefined || heartbeat < timeout,
    { error: '"HeartbeatSeconds" must be smaller than "TimeoutSeconds"' },
  );

/** Adds `callback`, whether the task waits for its token to be sent back, and `resource`, as events name it. */
export const taskState = taskFields.transform((task, context) => {
  const callback = task.Resource === INVOKE_AND_WAIT;
  const read = template({ token: callback }).safeParse(task.Parameters);
  for (const issue of read.error?.issues ?? [])
    context.addIssue({
      code: 'custom',
      message: issue.message,
      path: ['Parameters', ...issue.path],
    });
  if (!read.success) return z.NEVER;
  const resource = callback ? ('invoke.waitForTaskToken' as const) : ('invoke' as const);
  return { ...task, Parameters: read.data, callback, resource };
});

export type TaskState = z.output<typeof taskState>;
