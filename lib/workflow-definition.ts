/**
 * The workflow of a wipe in Amazon States Language. It believes the item, never what a callback brings: each
 * task reads the wipe and acts on its state. Input and history carry ids only.
 */
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';

/** ARNs of the functions behind the tasks. */
export interface TaskFunctions {
  readonly checkEligibility: string;
  readonly askForApproval: string;
  readonly dispatch: string;
  readonly waitForVerdict: string;
  readonly sealRecord: string;
  readonly tellAccountHolder: string;
}

export interface WaitingTimes {
  readonly approvalSeconds: number;
  readonly verdictSeconds: number;
  readonly commandLifeSeconds: number;
}

const CHECK = 'Check eligibility';
const ROUTE = 'Where is the wipe?';
const APPROVAL = 'Ask for approval';
const DISPATCH = 'Dispatch and wait for the handset';
const VERDICT = 'Wait for the verdict';
const SEAL = 'Seal the record';
const TELL = 'Tell the account holder';
const UNKNOWN = 'Unknown state';

/** Thrown by task functions: the wipe has ended, and no other way leads from a wait to sealing. */
const MOVED_ON = 'WipeMovedOn';
/** Thrown by the one that asks for an approval: the wipe was approved meanwhile. */
const NOTHING_TO_APPROVE = 'NothingToApprove';

const wipe = { 'enrolmentId.$': '$.enrolmentId', 'attempt.$': '$.attempt' };

const jittered = {
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};
const retry = [
  { ErrorEquals: [MOVED_ON, NOTHING_TO_APPROVE], MaxAttempts: 0 },
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

const TIMEOUT = 'States.Timeout';

/** Longer than any function may take. */
const TASK_SECONDS = 60;

/** A task that answers at once. */
const task = (functionArn: string, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn, Payload: wipe },
  TimeoutSeconds: TASK_SECONDS,
  Retry: [...retry, { ErrorEquals: [TIMEOUT], MaxAttempts: 3, ...jittered }],
  ...rest,
});

/** Where a wait leads to, by the error that it is left with. */
type Exits = Readonly<Record<string, string>>;

/** A task that waits until somebody answers its token, or time is over. */
const callback = (functionArn: string, exits: Exits, rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: functionArn, Payload: { ...wipe, 'token.$': '$$.Task.Token' } },
  ResultPath: null,
  Retry: retry,
  Catch: Object.entries({ [MOVED_ON]: SEAL, ...exits }).map(([error, Next]) => ({
    ErrorEquals: [error],
    ResultPath: null,
    Next,
  })),
  ...rest,
});

/** Where a run joins a wipe, by the state of its item. */
function routeOf(state: WipeState): string {
  if (hasEnded(state)) return SEAL;
  if (state === 'accepted') return VERDICT;
  return state === 'awaiting-approval' ? APPROVAL : DISPATCH;
}

const stands = (state: WipeState) => ({ Variable: '$.check.state', StringEquals: state });

export function workflowDefinition(functions: TaskFunctions, times: WaitingTimes): object {
  const choices = [
    {
      And: [stands('awaiting-approval'), { Variable: '$.check.approved', BooleanEquals: true }],
      Next: DISPATCH,
    },
    ...STATE_NAMES.map((state) => ({ ...stands(state), Next: routeOf(state) })),
  ];
  return {
    Comment: 'Eligibility, approval, dispatch, wait for the handset, seal, tell',
    StartAt: CHECK,
    States: {
      [CHECK]: task(functions.checkEligibility, {
        ResultSelector: {
          'state.$': '$.Payload.state',
          'approved.$': '$.Payload.approved',
          'timeoutSeconds.$': '$.Payload.timeoutSeconds',
        },
        ResultPath: '$.check',
        Next: ROUTE,
      }),
      [ROUTE]: { Type: 'Choice', Choices: choices, Default: UNKNOWN },
      [APPROVAL]: callback(
        functions.askForApproval,
        { [NOTHING_TO_APPROVE]: CHECK, [TIMEOUT]: APPROVAL },
        {
          // Asked again after it, the function finds the time over and ends the wipe.
          TimeoutSeconds: times.approvalSeconds,
          // Judged once more: what was approved may no longer be eligible.
          Next: CHECK,
        },
      ),
      [DISPATCH]: callback(
        functions.dispatch,
        { [TIMEOUT]: VERDICT },
        {
          // To the deadline: one wait, however many months.
          TimeoutSecondsPath: '$.check.timeoutSeconds',
          Next: VERDICT,
        },
      ),
      [VERDICT]: callback(
        functions.waitForVerdict,
        { [TIMEOUT]: VERDICT },
        {
          // Asked again after it, the function finds the time over and ends the wipe.
          TimeoutSeconds: times.verdictSeconds + times.commandLifeSeconds,
          Next: SEAL,
        },
      ),
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
