/** The events of an expected history in short, and their expansion to what GetExecutionHistory answers. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { FUNCTION, NOON } from '../harness.ts';
import type { MachineDefinition } from './case.ts';

type StateType = 'Choice' | 'Fail' | 'Pass' | 'Succeed' | 'Task' | 'Wait';

/** One event: its id is its place, and it follows the one before unless `previous` says else. */
export interface ExpectedEvent {
  readonly type: NonNullable<HistoryEvent['type']>;
  readonly previous?: number;
  /** Members of its details; `input`, `output` and `parameters` as values, not as text. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export const started = (input: unknown = {}): ExpectedEvent => ({
  type: 'ExecutionStarted',
  previous: 0,
  details: { input, roleArn: 'arn:aws:iam::000000000000:role/workflow' },
});
/** The first state of an execution follows nothing. */
export const first = (type: StateType, name: string, input: unknown = {}): ExpectedEvent => ({
  ...entered(type, name, input),
  previous: 0,
});
export const entered = (type: StateType, name: string, input: unknown = {}): ExpectedEvent => ({
  type: `${type}StateEntered`,
  details: { name, input },
});
export const exited = (
  type: Exclude<StateType, 'Fail'>,
  name: string,
  output: unknown,
): ExpectedEvent => ({ type: `${type}StateExited`, details: { name, output } });

/** A task is scheduled with the parameters of its invocation, and started. */
export function scheduled(
  payload: unknown,
  limits: { timeoutInSeconds?: number; heartbeatInSeconds?: number } = {},
): ExpectedEvent[] {
  const parameters = { FunctionName: FUNCTION, Payload: payload };
  return [
    { type: 'TaskScheduled', details: { region: 'ap-northeast-1', parameters, ...limits } },
    { type: 'TaskStarted', details: {} },
  ];
}
export const taskSucceeded = (output: unknown): ExpectedEvent => ({
  type: 'TaskSucceeded',
  details: { output },
});
export const taskSubmitted = (payload: unknown, seconds = 0): ExpectedEvent => ({
  type: 'TaskSubmitted',
  details: { output: invoked(payload, seconds) },
});
export const taskFailed = (error?: string, cause?: string): ExpectedEvent => ({
  type: 'TaskFailed',
  details: failure(error, cause),
});
/** AWS names it so for a missed heartbeat too. */
export const taskTimedOut: ExpectedEvent = {
  type: 'TaskTimedOut',
  details: { error: 'States.Timeout' },
};

export const executionSucceeded = (output: unknown): ExpectedEvent => ({
  type: 'ExecutionSucceeded',
  details: { output },
});
export const executionFailed = (error?: string, cause?: string): ExpectedEvent => ({
  type: 'ExecutionFailed',
  details: failure(error, cause),
});
/** An end from outside follows nothing. */
export const executionTimedOut: ExpectedEvent = {
  type: 'ExecutionTimedOut',
  previous: 0,
  details: {},
};
export const executionAborted = (error?: string, cause?: string): ExpectedEvent => ({
  type: 'ExecutionAborted',
  previous: 0,
  details: failure(error, cause),
});

function failure(error?: string, cause?: string) {
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

const REQUEST = '11111111-2222-4333-8444-555555555555';

/**
 * What lambda:invoke makes of a function's answer, so many seconds after the start
 * (https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html).
 */
export function invoked(payload: unknown, seconds = 0): object {
  const headers = {
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': REQUEST,
    'Content-Length': String(Buffer.byteLength(JSON.stringify(payload))),
    Date: new Date(NOON + seconds * 1000).toUTCString(),
    'X-Amzn-Trace-Id': '<trace>',
    'Content-Type': 'application/json',
  };
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: REQUEST },
    StatusCode: 200,
  };
}

/** The events as the API shapes them, without their times (API_HistoryEvent.html). */
export function expand(events: readonly ExpectedEvent[], definition: MachineDefinition): object[] {
  let state: object | undefined;
  return events.map(({ type, previous, details = {} }, index) => {
    if (type.endsWith('StateEntered')) state = definition.States[String(details['name'])];
    return {
      id: index + 1,
      previousEventId: previous ?? index,
      type,
      [memberOf(type)]: {
        ...texts(details),
        ...(type.startsWith('Task') && integration(state, type)),
      },
    };
  });
}

function memberOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** Data is JSON text in an event; input and output say that they are whole. */
function texts(details: Readonly<Record<string, unknown>>): object {
  const members = Object.entries(details).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'parameters') return [[name, JSON.stringify(value)]];
    if (name !== 'input' && name !== 'output') return [[name, value]];
    return [
      [name, JSON.stringify(value)],
      [`${name}Details`, { truncated: false }],
    ];
  });
  return Object.fromEntries(members);
}

function integration(state: object | undefined, type: string): object {
  if (/^TaskState/.test(type) || state === undefined || !('Resource' in state)) return {};
  const resource = String(state.Resource).split(':').at(-1);
  return { resourceType: 'lambda', resource };
}
