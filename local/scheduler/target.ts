/** Hands a firing to a Lambda function: again after passing failures, to the dead-letter queue after others. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Functions } from '../functions.ts';
import type { Caller } from '../iam/caller.ts';
import type { CloudContext } from '../part.ts';
import type { Queues } from '../sqs/queues.ts';

/** Other targets (queues, state machines, universal targets) are refused. */
export const functionArn = z
  .string()
  .regex(/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?$/, {
    error: 'the only hosted target is a Lambda function',
  });

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html, the same for EventBridge. */
export const retryPolicy = z
  .strictObject({
    MaximumRetryAttempts: z.int().min(0).max(185).default(185),
    MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
  })
  .prefault({});
export const deadLetterConfig = z.strictObject({ Arn: z.string() }).exactOptional();

export interface TargetOptions {
  readonly context: CloudContext;
  readonly functions: Functions;
  readonly queues: Queues;
  /** Runs a task at a time of the cloud's clock, unless the part has stopped by then. */
  readonly later: (at: number, task: () => void) => void;
}

export interface Delivery {
  /** The rule or the schedule. */
  readonly sourceArn: string;
  readonly targetArn: string;
  readonly caller: Caller;
  readonly retry: z.infer<typeof retryPolicy>;
  readonly deadLetterArn: string | undefined;
  /** The payload of a try, the first being 1. */
  readonly payload: (attempt: number) => string;
  /** What a dead letter says of its source beside the error: `RULE_ARN`, or `SCHEDULE_ARN` and more. */
  readonly sourceAttributes: Readonly<Record<string, string>>;
}

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 300_000;

/**
 * Settles after the first try. What is not permitted or not there is not tried again:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html. Tries that wait do not outlive a restart.
 */
export async function deliver(delivery: Delivery, options: TargetOptions): Promise<void> {
  const { clock, log } = options.context;
  const firstTry = clock.now();
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } = delivery.retry;

  const attempt = async (number: number): Promise<void> => {
    try {
      await options.functions.invokeLater({
        functionArn: delivery.targetArn,
        payload: delivery.payload(number),
        caller: delivery.caller,
      });
    } catch (error) {
      const code = error instanceof AwsError ? error.code : 'InternalError';
      const { sourceArn } = delivery;
      log({ part: 'scheduler', event: 'target-failed', source: sourceArn, error: code });
      const next = clock.now() + Math.min(FIRST_PAUSE * 2 ** (number - 1), LONGEST_PAUSE);
      const exhausted =
        number > retries
          ? 'MaximumRetryAttempts'
          : next > firstTry + age * 1000
            ? 'MaximumEventAgeInSeconds'
            : undefined;
      const passing = isPassing(error);
      if (passing && exhausted === undefined) return options.later(next, () => attempt(number + 1));
      const failure = { error, attempt: number, exhausted: passing ? exhausted : undefined };
      await sendToDeadLetters(delivery, failure, options);
    }
  };
  await attempt(1);
}

const isPassing = (error: unknown) =>
  !(error instanceof AwsError) || error.status === 429 || error.status >= 500;

interface Failure {
  readonly error: unknown;
  /** The try that failed, the first being 1. */
  readonly attempt: number;
  /** Which limit of the retry policy was reached, if one was. */
  readonly exhausted: string | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html, configuring-schedule-dlq.html */
async function sendToDeadLetters(
  { deadLetterArn, caller, sourceArn, sourceAttributes, targetArn, payload }: Delivery,
  { error, attempt, exhausted }: Failure,
  { queues, context }: TargetOptions,
): Promise<void> {
  if (deadLetterArn === undefined) return;
  const code = error instanceof AwsError ? error.code : 'InternalError';
  const message = error instanceof Error && error.message !== '' ? error.message : code;
  const attributes = {
    ERROR_CODE: code,
    ERROR_MESSAGE: message,
    ...(exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    RETRY_ATTEMPTS: String(attempt - 1),
    ...sourceAttributes,
    TARGET_ARN: targetArn,
  };
  try {
    await queues.send({ queueArn: deadLetterArn, body: payload(attempt), attributes, caller });
  } catch (failure) {
    const failed = failure instanceof AwsError ? failure.code : 'InternalError';
    context.log({
      part: 'scheduler',
      event: 'dead-letter-failed',
      source: sourceArn,
      error: failed,
    });
  }
}
