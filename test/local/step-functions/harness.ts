/** A local cloud with Step Functions alone: functions are written in the test, and time moves only when it says so. */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Clock, createClock } from '#local/clock.ts';
import type { Functions, Invocation, InvocationResult } from '#local/functions.ts';
import type { PolicyStatement } from '#local/iam/access.ts';
import { createStepFunctions } from '#local/step-functions/part.ts';
import { type SmallCloud, smallCloud } from '../small-cloud.ts';

/** What a function of a test answers to one event. */
export type Answer = (event: unknown, invocation: Invocation) => unknown;

export interface Flow {
  readonly cloud: SmallCloud;
  readonly client: SFNClient;
  readonly clock: Clock;
  readonly invocations: Invocation[];
  /** Every event that a function was given, in order. */
  readonly events: unknown[];
  /** Creates a state machine and answers its ARN; a property given as `undefined` is left out. */
  machine(definition: object, properties?: object): Promise<string>;
  start(machineArn: string, input?: unknown, name?: string): Promise<string>;
  /** Waits for the end and answers the description. */
  ended(executionArn: string): Promise<Ended>;
  history(executionArn: string): Promise<HistoryEvent[]>;
  /** `type` of all events. */
  types(executionArn: string): Promise<string[]>;
  /** Waits until a function was invoked `count` times in all. */
  invoked(count: number): Promise<void>;
  stop(): Promise<void>;
}

export interface Ended {
  readonly status: string | undefined;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** A function that fails with an error object, as Lambda reports it. */
export class FunctionFailure {
  readonly payload: string;
  constructor(payload: unknown) {
    this.payload = JSON.stringify(payload);
  }
}

/** 2026-01-31T12:00:00Z */
export const NOON = Date.UTC(2026, 0, 31, 12);

export const MACHINE = 'AWS::StepFunctions::StateMachine';
export const FUNCTION = 'arn:aws:lambda:ap-northeast-1:000000000000:function:work';

const ALL: PolicyStatement[] = [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }];

/** Starts a cloud on `folder`; a second one on the same folder finds what the first one left. */
export async function flow(
  folder: string,
  answer: Answer = (event) => event,
  { clock = createClock(0, () => NOON), statements = ALL } = {},
): Promise<Flow> {
  const invocations: Invocation[] = [];
  const events: unknown[] = [];
  const cloud = await smallCloud(
    folder,
    (context, _url, iam) => {
      const invoke = async (invocation: Invocation): Promise<InvocationResult> => {
        const { caller, functionArn, payload } = invocation;
        context.access.require({ caller, action: 'lambda:InvokeFunction', resource: functionArn });
        invocations.push(invocation);
        const event: unknown = JSON.parse(payload);
        events.push(event);
        const result = await answer(event, invocation);
        const requestId = '11111111-2222-4333-8444-555555555555';
        return result instanceof FunctionFailure
          ? { payload: result.payload, functionError: 'Unhandled', requestId }
          : { payload: JSON.stringify(result ?? null), requestId };
      };
      const functions: Functions = { invoke, invokeLater: () => Promise.resolve() };
      return [createStepFunctions(context, { functions, canAssume: iam.canAssume })];
    },
    clock,
  );
  const client = new SFNClient(cloud.client());
  const roleArn = await cloud.role('workflow', statements, 'states.amazonaws.com');
  let machines = 0;

  const describe = async (executionArn: string) =>
    await client.send(new DescribeExecutionCommand({ executionArn }));
  const history: Flow['history'] = async (executionArn) => {
    const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
    return (await client.send(command)).events ?? [];
  };

  return {
    cloud,
    client,
    clock,
    invocations,
    events,
    async machine(definition, properties = {}) {
      machines += 1;
      const given = Object.entries({
        StateMachineName: `machine-${machines}`,
        RoleArn: roleArn,
        DefinitionString: JSON.stringify(definition),
        ...properties,
      }).filter(([, value]) => value !== undefined);
      const created = await cloud.create(MACHINE, `Machine${machines}`, Object.fromEntries(given));
      if (machines === 1) await cloud.start();
      return created.ref;
    },
    async start(stateMachineArn, input = {}, name) {
      const command = new StartExecutionCommand({
        stateMachineArn,
        input: JSON.stringify(input),
        ...(name === undefined ? {} : { name }),
      });
      return String((await client.send(command)).executionArn);
    },
    async ended(executionArn) {
      await waitFor(async () => (await describe(executionArn)).status !== 'RUNNING');
      const { status, output, error, cause } = await describe(executionArn);
      return { status, output: output && JSON.parse(output), error, cause };
    },
    history,
    types: async (executionArn) => (await history(executionArn)).map((event) => String(event.type)),
    invoked: (count) => waitFor(() => Promise.resolve(invocations.length >= count)),
    async stop() {
      client.destroy();
      await cloud.stop();
    },
  };
}

/** Asks until it is so. @throws after ten seconds. */
export async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it never came to be');
}

/** A state machine of one task. */
export function taskMachine(fields: object = {}): object {
  return { StartAt: 'Work', States: { Work: task({ End: true, ...fields }), ...ends(fields) } };
}

/** States that a Catch of `taskMachine` may lead to. */
function ends(fields: object): object {
  return 'Catch' in fields ? { Caught: { Type: 'Pass', End: true } } : {};
}

export function task(fields: object): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: FUNCTION, 'Payload.$': '$' },
    ...fields,
  };
}

/** A task that waits for its token, which its function is given as `token`. */
export function callbackTask(fields: object): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: FUNCTION, Payload: { 'token.$': '$$.Task.Token' } },
    ...fields,
  };
}

/** The token in an event that a callback task's function was given. */
export function tokenOf(event: unknown): string {
  if (typeof event !== 'object' || event === null || !('token' in event))
    throw new Error('the event holds no token');
  return String(event.token);
}
