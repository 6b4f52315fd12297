/** What GetQueueAttributes answers: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
import { AwsError } from '../aws/error.ts';
import type { Queue } from './queue.ts';

/** @throws AwsError `InvalidAttributeName` for a name that a standard queue does not have. */
export function queueAttributes(queue: Queue, names: readonly string[]): Record<string, string> {
  const all = allAttributes(queue);
  if (names.includes('All')) return defined(all, Object.keys(all));
  const unknown = names.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined)
    throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  return defined(all, names);
}

function allAttributes(queue: Queue): Record<string, string | number | boolean | undefined> {
  const { settings, policy, createdAt } = queue;
  const { visible, inFlight, delayed } = queue.counts();
  const since = Math.floor(createdAt / 1000);
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: visible,
    ApproximateNumberOfMessagesNotVisible: inFlight,
    ApproximateNumberOfMessagesDelayed: delayed,
    CreatedTimestamp: since,
    LastModifiedTimestamp: since,
    VisibilityTimeout: settings.visibilityTimeout,
    MaximumMessageSize: settings.maximumMessageSize,
    MessageRetentionPeriod: settings.retentionPeriod,
    DelaySeconds: settings.delay,
    ReceiveMessageWaitTimeSeconds: settings.receiveWait,
    KmsMasterKeyId: settings.kmsKey,
    SqsManagedSseEnabled: settings.sqsManagedEncryption,
    Policy: policy && JSON.stringify(policy),
    RedrivePolicy:
      settings.redrive &&
      JSON.stringify({
        deadLetterTargetArn: settings.redrive.deadLetterArn,
        maxReceiveCount: settings.redrive.maxReceiveCount,
      }),
  };
}

function defined(
  all: Readonly<Record<string, string | number | boolean | undefined>>,
  names: readonly string[],
): Record<string, string> {
  const chosen = names.flatMap((name): [string, string][] => {
    const value = all[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  return Object.fromEntries(chosen);
}
