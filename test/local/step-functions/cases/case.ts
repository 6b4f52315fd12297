/** What a case of the Amazon States Language consists of, and short ways to write one down. */
import { FUNCTION } from '../harness.ts';
import type { ExpectedEvent } from './events.ts';

export interface Case {
  /** The fact, in the present tense. */
  readonly name: string;
  /** The page, the clause, or the recording of AWS that says so. */
  readonly source: string;
  readonly definition: MachineDefinition;
  /** The input of the execution; `{}` unless given. */
  readonly input?: unknown;
  /** What the function does at its first invocation, its second, and so on. It returns its event once the list ends. */
  readonly functions?: readonly Outcome[];
  /** The role of the state machine may invoke nothing. */
  readonly forbidden?: true;
  /** What happens from outside once the execution has started. */
  readonly steps?: readonly Step[];
  readonly history: readonly ExpectedEvent[];
  readonly end: End;
}

export interface MachineDefinition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, object>>;
  readonly TimeoutSeconds?: number;
}

export type End =
  | { readonly status: 'RUNNING' }
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error?: string;
      readonly cause?: string;
    };

/** What one invocation of a function comes to. */
export type Outcome =
  | { readonly returns: unknown }
  /** The error object that Lambda reports for a function that throws. */
  | { readonly throws: object }
  /** The service itself refuses the call. */
  | { readonly refused: { code: string; message: string; status: number } }
  /** Nothing answers the call at all. */
  | { readonly unreachable: true }
  /** It goes on until a step finishes it. */
  | { readonly hangs: true };

/** Tokens and invocations are counted from 1, in the order in which the function was given them. */
export type Step =
  | { readonly pass: number }
  | { readonly until: ExpectedEvent['type']; readonly times: number }
  | { readonly still: ExpectedEvent['type'] }
  | { readonly succeed: number; readonly output: unknown; readonly answer?: string }
  | {
      readonly fail: number;
      readonly error?: string;
      readonly cause?: string;
      readonly answer?: string;
    }
  | { readonly beat: number; readonly answer?: string }
  | { readonly finish: number; readonly with: unknown }
  | { readonly stop: { readonly error?: string; readonly cause?: string } };

/** The cloud's time goes forward. */
export const pass = (seconds: number): Step => ({ pass: Math.round(seconds * 1000) });
/** Waits until the history has this event so many times. */
export const until = (type: ExpectedEvent['type'], times = 1): Step => ({ until: type, times });
/** Nothing has happened after this event. */
export const still = (type: ExpectedEvent['type']): Step => ({ still: type });

/** A state machine that begins with the first of these states. */
export function machine(
  States: Record<string, object>,
  rest: Pick<MachineDefinition, 'TimeoutSeconds'> = {},
): MachineDefinition {
  return { StartAt: Object.keys(States)[0] ?? '', States, ...rest };
}

/** A task that hands its input to the function and gets its payload back. */
export const invoke = (fields: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' },
  ResultSelector: { 'got.$': '$.Payload' },
  ...fields,
});

/** A task that gives the function a token and waits for that. */
export const waitForToken = (fields: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: FUNCTION, Payload: { 'token.$': '$$.Task.Token' } },
  ...fields,
});

export const succeeded = (output: unknown): End => ({ status: 'SUCCEEDED', output });
export const failed = (error?: string, cause?: string): End => ({
  status: 'FAILED',
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});

/** How AWS begins the cause of an error that its interpreter finds. */
export const inState = (name: string, event: number, reason: string): string =>
  `An error occurred while executing the state '${name}' (entered at the event id #${event}). ${reason}`;

/** Pages and recordings that many cases cite. */
export const SOURCES = {
  errors: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  callback:
    'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token',
  task: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html',
  context: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html',
  filters: 'https://states-language.net/spec.html#filters',
  spec: 'https://states-language.net/spec.html',
  /** Histories that AWS gave to the tests of another local cloud, below this folder. */
  recorded:
    'https://github.com/localstack/localstack/tree/main/tests/aws/services/stepfunctions/v2',
} as const;
