/** Plays a case in a local cloud of its own and says what AWS's API then answers. */
import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { AwsError } from '#local/aws/error.ts';
import { temporaryFolder } from '../../small-cloud.ts';
import { type Flow, FunctionFailure, flow, waitFor } from '../harness.ts';
import type { Case, Outcome, Step } from './case.ts';

export interface Played {
  /** The history without times; tokens and ids of requests have names. */
  readonly history: unknown;
  readonly end: unknown;
}

/** Plays it on a new folder. @throws where a step does not come to what it says. */
export async function play(played: Case): Promise<Played> {
  const folder = temporaryFolder();
  const hanging = new Map<number, (value: unknown) => void>();
  const cloud = await flow(
    folder.path,
    (event) => answerOf(played.functions?.[cloud.events.length - 1], event, cloud, hanging),
    played.forbidden === true ? { statements: [] } : {},
  );
  try {
    const arn = await cloud.start(
      await cloud.machine(played.definition),
      played.input ?? {},
      'case',
    );
    for (const step of played.steps ?? []) await take(step, { cloud, arn, hanging });
    if (played.end.status !== 'RUNNING') await cloud.ended(arn);
    return { history: await historyOf(cloud, arn), end: await endOf(cloud, arn) };
  } finally {
    await cloud.stop();
    folder.remove();
  }
}

function answerOf(
  outcome: Outcome | undefined,
  event: unknown,
  { events }: Flow,
  hanging: Map<number, (value: unknown) => void>,
): unknown {
  if (outcome === undefined) return event;
  if ('returns' in outcome) return outcome.returns;
  if ('throws' in outcome) return new FunctionFailure(outcome.throws);
  if ('refused' in outcome) {
    const { code, message, status } = outcome.refused;
    throw new AwsError(code, message, { status });
  }
  if ('unreachable' in outcome) throw new RangeError('nothing answers');
  const invocation = events.length;
  return new Promise((resolve) => hanging.set(invocation, resolve));
}

interface Playing {
  readonly cloud: Flow;
  readonly arn: string;
  readonly hanging: Map<number, (value: unknown) => void>;
}

async function take(step: Step, playing: Playing): Promise<void> {
  const { cloud, arn } = playing;
  if ('pass' in step) cloud.clock.shift(step.pass);
  else if ('until' in step)
    await waitFor(async () => {
      const types = await cloud.types(arn);
      return types.filter((type) => type === step.until).length >= step.times;
    });
  else if ('still' in step) {
    const last = (await cloud.types(arn)).at(-1);
    if (last !== step.still) throw new Error(`${last} has happened after ${step.still}`);
  } else if ('finish' in step) {
    await cloud.invoked(step.finish);
    playing.hanging.get(step.finish)?.(step.with);
  } else if ('stop' in step)
    await cloud.client.send(new StopExecutionCommand({ executionArn: arn, ...step.stop }));
  else await send(step, cloud);
}

type Sending = Extract<Step, { answer?: string }>;

/** Answers for a token. @throws where AWS's answer is another than the step's. */
async function send(step: Sending, cloud: Flow): Promise<void> {
  const number = 'succeed' in step ? step.succeed : 'fail' in step ? step.fail : step.beat;
  await cloud.invoked(number);
  const taskToken = tokensOf(cloud)[number - 1] ?? '';
  const { error, cause } = { error: undefined, cause: undefined, ...step };
  const sent =
    'succeed' in step
      ? cloud.client.send(
          new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(step.output) }),
        )
      : 'fail' in step
        ? cloud.client.send(new SendTaskFailureCommand({ taskToken, error, cause }))
        : cloud.client.send(new SendTaskHeartbeatCommand({ taskToken }));
  const answer = await sent.then(
    () => undefined,
    (refusal: unknown) => (refusal instanceof Error ? refusal.name : 'unknown'),
  );
  if (answer !== step.answer)
    throw new Error(`token ${number} is answered ${answer}, not ${step.answer}`);
}

function tokensOf({ events }: Flow): string[] {
  return events.flatMap((event) =>
    typeof event === 'object' && event !== null && 'token' in event ? [String(event.token)] : [],
  );
}

async function historyOf(cloud: Flow, arn: string): Promise<unknown> {
  const events = (await cloud.history(arn)).map(({ timestamp: _time, ...event }) => event);
  return named(cloud, events);
}

async function endOf(cloud: Flow, executionArn: string): Promise<unknown> {
  const described = await cloud.client.send(new DescribeExecutionCommand({ executionArn }));
  const { status, output, error, cause } = described;
  return named(cloud, {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** What differs from run to run gets a name. */
function named(cloud: Flow, answer: object): unknown {
  let text = JSON.stringify(answer);
  for (const [index, token] of tokensOf(cloud).entries())
    text = text.replaceAll(token, `<token ${index + 1}>`);
  text = text
    .replaceAll(/root=1-[0-9a-f]{8}-[0-9a-f]{24};sampled=0/g, '<trace>')
    .replaceAll(/Request ID: [0-9a-f-]{36};/g, 'Request ID: <id>;');
  return JSON.parse(text);
}
