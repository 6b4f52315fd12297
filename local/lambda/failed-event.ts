/** What becomes of an event that failed for good: a record at the on-failure destination, the event on the dead-letter queue. */
import type { Clock } from '../clock.ts';
import { roleCaller } from '../iam/sessions.ts';
import type { CloudLogLine } from '../part.ts';
import type { Queues } from '../sqs/queues.ts';
import type { LambdaFunction } from './function.ts';
import type { Outcome } from './outcome.ts';
import type { QueuedEvent } from './queued-event.ts';

/** Why Lambda gave up. */
export type Condition = 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

export interface FailedEvent {
  readonly owner: LambdaFunction;
  readonly event: QueuedEvent;
  readonly condition: Condition;
  /** Absent when the function never ran. */
  readonly outcome: Outcome | undefined;
}

/** Sends a failed event where the function's configuration says. What cannot be sent is lost, as with Lambda. */
export function discardEvents({
  queues,
  clock,
  log,
}: {
  queues: Queues;
  clock: Clock;
  log: (line: CloudLogLine) => void;
}): (failed: FailedEvent) => Promise<void> {
  return async (failed) => {
    const { owner, event, condition } = failed;
    const { name, roleArn, deadLetterArn } = owner.settings;
    const { onFailureArn } = owner.eventInvoke;
    const caller = roleCaller(roleArn);
    const line = { part: 'lambda', function: name, requestId: event.id } as const;
    const send = async (message: Parameters<Queues['send']>[0]) => {
      try {
        await queues.send(message);
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        log({ ...line, event: 'destination-failed', queue: message.queueArn, reason });
      }
    };
    log({ ...line, event: 'event-discarded', condition });
    if (onFailureArn !== undefined)
      await send({ queueArn: onFailureArn, body: invocationRecord(failed, clock.now()), caller });
    if (deadLetterArn !== undefined)
      await send({
        queueArn: deadLetterArn,
        body: event.payload,
        attributes: deadLetterAttributes(failed),
        caller,
      });
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations */
function invocationRecord({ owner, event, condition, outcome }: FailedEvent, now: number): string {
  const requestPayload: unknown = JSON.parse(event.payload);
  const responsePayload: unknown = outcome && JSON.parse(outcome.payload);
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: event.id,
      functionArn: `${owner.settings.arn}:$LATEST`,
      condition,
      approximateInvokeCount: event.failures,
    },
    requestPayload,
    ...(outcome && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: 'Unhandled',
      },
      responsePayload,
    }),
  });
}

type MessageAttributes = NonNullable<Parameters<Queues['send']>[0]['attributes']>;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
function deadLetterAttributes({ event, condition, outcome }: FailedEvent): MessageAttributes {
  const message = (outcome && messageOf(outcome.payload)) || condition;
  const firstKilobyte = Buffer.from(message.replace(NOT_FOR_SQS, '?')).subarray(0, 1024);
  return {
    RequestID: event.id,
    ErrorCode: { DataType: 'Number', StringValue: outcome === undefined ? '429' : '200' },
    ErrorMessage: firstKilobyte.toString().replace(/\ufffd$/, ''),
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const NOT_FOR_SQS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function messageOf(payload: string): string {
  const error: unknown = JSON.parse(payload);
  return typeof error === 'object' && error !== null && 'errorMessage' in error
    ? String(error.errorMessage)
    : '';
}
