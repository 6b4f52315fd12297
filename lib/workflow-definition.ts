/**
 * The workflow of a wipe in Amazon States Language. It believes the item, never what a callback brings: each
 * task reads the wipe and acts on its state. Input and history carry ids only.
 */
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';

/** ARNs of the functions behind the tasks. */
export interface TaskFunctions {
  readonly checkEligibility: string;
  readonly dispatch: string;
  readonly waitForVerdict: string;
  readonly sealRecord: string;
  readonly tellAccountHolder: string;
}

export interface WaitingTimes {
  readonly verdictSeconds: number;
  readonly commandLifeSeconds: number;
}

const CHECK = 'Check eligibility';
const ROUTE = 'Where is the wipe?';
const DISPATCH = 'Dispatch and wait for the handset';
const VERDICT = 'Wait for the verdict';
const SEAL = 'Seal the record';
const TELL = 'Tell the account holder';
const UNKNOWN = 'Unknown state';

/** Thrown by task functions: the wipe has ended, and no other way leads out of a wait. */
const MOVED_ON = 'WipeMovedOn';

const wipe = { 'enrolmentId.$': '$.enrolmentId', 'attempt.$': '$.attempt' };

const jittered = {
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};
const retry = [
  { ErrorEquals: [MOVED_ON], MaxAttempts: 0 },
  // https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
  {
    ErrorEquals: [
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    MaxAttempts: 10,
    ...jittered,
  },
  { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 5, ...jittered },
];

/** Longer than any function may take. */
const TASK_SECONDS = 60;

/** A task that answers at once. */
const task = (functionArn: string, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn, Payload: wipe },
  TimeoutSeconds: TASK_SECONDS,
  Retry: [...retry, { ErrorEquals: ['States.Timeout'], MaxAttempts: 3, ...jittered }],
  ...rest,
});

/** A task that waits until somebody answers its token, or time is over. */
const callback = (functionArn: string, afterTimeout: string, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: functionArn, Payload: { ...wipe, 'token.$': '$$.Task.Token' } },
  ResultPath: null,
  Retry: retry,
  Catch: [
    { ErrorEquals: [MOVED_ON], ResultPath: null, Next: SEAL },
    { ErrorEquals: ['States.Timeout'], ResultPath: null, Next: afterTimeout },
  ],
  ...rest,
});

/** Where a run joins a wipe, by the state of its item. */
function routeOf(state: WipeState): string | undefined {
  if (hasEnded(state)) return SEAL;
  if (state === 'accepted') return VERDICT;
  return state === 'awaiting-approval' ? undefined : DISPATCH;
}

export function workflowDefinition(functions: TaskFunctions, times: WaitingTimes): object {
  const choices = STATE_NAMES.flatMap((state) => {
    const next = routeOf(state);
    return next === undefined
      ? []
      : [{ Variable: '$.check.state', StringEquals: state, Next: next }];
  });
  return {
    Comment: 'Eligibility, dispatch, wait for the handset, seal, tell',
    StartAt: CHECK,
    States: {
      [CHECK]: task(functions.checkEligibility, {
        ResultSelector: {
          'state.$': '$.Payload.state',
          'timeoutSeconds.$': '$.Payload.timeoutSeconds',
        },
        ResultPath: '$.check',
        Next: ROUTE,
      }),
      [ROUTE]: { Type: 'Choice', Choices: choices, Default: UNKNOWN },
      [DISPATCH]: callback(functions.dispatch, VERDICT, {
        // To the deadline: one wait, however many months.
        TimeoutSecondsPath: '$.check.timeoutSeconds',
        Next: VERDICT,
      }),
      [VERDICT]: callback(functions.waitForVerdict, VERDICT, {
        // Asked again after it, the function finds the time over and ends the wipe.
        TimeoutSeconds: times.verdictSeconds + times.commandLifeSeconds,
        Next: SEAL,
      }),
      [SEAL]: task(functions.sealRecord, { ResultPath: null, Next: TELL }),
      [TELL]: task(functions.tellAccountHolder, { ResultPath: null, End: true }),
      [UNKNOWN]: {
        Type: 'Fail',
        Error: 'UnknownWipeState',
        Cause: 'The wipe is in a state that the workflow does not know',
      },
    },
  };
}
