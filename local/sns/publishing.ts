/** Publish: to a topic, to a phone number, or to a handset's push endpoint. */
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Functions } from '../functions.ts';
import type { Caller } from '../iam/caller.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { CloudContext } from '../part.ts';
import type { RequireKeyUse } from '../sqs/queue-directory.ts';
import type { Queues } from '../sqs/queues.ts';
import { deliver } from './delivery.ts';
import { invalid, type Publication, type publishInput, readPublication } from './message.ts';
import type { PlatformEndpoints } from './platform-endpoints.ts';
import { requireSns } from './sns-access.ts';
import type { Topic, Topics } from './topic.ts';

export interface Publishing {
  readonly context: CloudContext;
  readonly functions: Functions;
  readonly queues: Queues;
  readonly inbox: Inbox;
  readonly topics: Topics;
  readonly endpoints: PlatformEndpoints;
  readonly requireKeyUse: RequireKeyUse | undefined;
}

/**
 * Answers the message id.
 * @throws AwsError `InvalidParameter`, `NotFound`, `AuthorizationError`, `EndpointDisabled`.
 */
export async function publish(
  input: z.infer<typeof publishInput>,
  caller: Caller,
  publishing: Publishing,
): Promise<string> {
  const { TopicArn, TargetArn, PhoneNumber } = input;
  const targets = [TopicArn, TargetArn, PhoneNumber].filter((target) => target !== undefined);
  if (targets.length !== 1)
    throw invalid('exactly one of TopicArn, TargetArn and PhoneNumber is required');
  const publication = readPublication(input, randomUUID(), publishing.context.clock.now());
  const arn = TopicArn ?? TargetArn;
  if (PhoneNumber !== undefined) await sendSms(PhoneNumber, publication, caller, publishing);
  else if (arn?.includes(':endpoint/')) await push(arn, publication, caller, publishing);
  else await publishToTopic(arn ?? '', publication, caller, publishing);
  return publication.messageId;
}

async function publishToTopic(
  arn: string,
  publication: Publication,
  caller: Caller,
  publishing: Publishing,
): Promise<void> {
  const topic = publishing.topics.find(arn);
  requireSns(publishing.context.access, {
    caller,
    action: 'sns:Publish',
    resource: arn,
    resourcePolicy: topic.policy,
  });
  requireTopicKey(topic, caller, publishing);
  await deliver(topic, publication, { ...publishing, log: publishing.context.log });
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html: what a publisher needs of the topic's key. */
function requireTopicKey(
  { arn, kmsKey }: Topic,
  caller: Caller,
  { requireKeyUse, context: { region } }: Publishing,
): void {
  if (kmsKey === undefined || /(^|:)alias\/aws\/sns$/.test(kmsKey)) return;
  const context = {
    'kms:ViaService': `sns.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:sns:topicArn': arn,
  };
  try {
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt'])
      requireKeyUse?.({ keyArn: kmsKey, action, caller, context });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // API_Publish: KMSAccessDenied, KMSDisabled, KMSNotFound.
    const code = error.code.replace(/Exception$/, '');
    throw new AwsError(`KMS${code}`, error.message);
  }
}

/** E.164 (ITU-T): at most 15 digits; SNS wants the plus. */
const E164 = /^\+[1-9]\d{6,14}$/;
/** https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html: at most 1,600 bytes in one Publish. */
const SMS_LIMIT = 1600;

async function sendSms(
  phoneNumber: string,
  publication: Publication,
  caller: Caller,
  { context, inbox }: Publishing,
): Promise<void> {
  // The number itself is the resource: policies say `*`, or `NotResource` with the ARNs of topics.
  requireSns(context.access, { caller, action: 'sns:Publish', resource: phoneNumber });
  if (!E164.test(phoneNumber)) throw invalid('PhoneNumber is not valid to publish to');
  const body = publication.textFor('sms');
  if (Buffer.byteLength(body) > SMS_LIMIT) throw invalid('Message too long');
  context.usage.count('sns', 'SmsMessage', { caller });
  const sender = publication.attributes['AWS.SNS.SMS.SenderID']?.StringValue;
  await inbox.put({
    kind: 'sms',
    to: phoneNumber,
    body,
    ...(sender === undefined ? {} : { from: sender }),
  });
}

async function push(
  arn: string,
  publication: Publication,
  caller: Caller,
  { context, endpoints, inbox }: Publishing,
): Promise<void> {
  requireSns(context.access, { caller, action: 'sns:Publish', resource: arn });
  const endpoint = endpoints.find(arn);
  if (!endpoint.enabled) throw new AwsError('EndpointDisabled', 'Endpoint is disabled');
  context.usage.count('sns', 'MobilePush', { caller });
  const platform = /:endpoint\/([^/]+)\//.exec(arn)?.[1] ?? '';
  const { subject } = publication;
  await inbox.put({
    kind: 'push',
    to: endpoint.token,
    body: publication.textFor(platform),
    ...(subject === undefined ? {} : { subject }),
  });
}
