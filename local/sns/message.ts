/** What is published: its checks, and the shapes in which SNS hands it on. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { entries } from '../aws/query-fields.ts';

/** Binary attributes are not hosted. */
const attribute = z.strictObject({
  DataType: z.string().regex(/^(String|Number|String\.Array)(\..+)?$/),
  StringValue: z.string().min(1),
});
export type SnsAttribute = z.infer<typeof attribute>;

/** The input of Publish: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publishInput = z.strictObject({
  TopicArn: z.string().exactOptional(),
  TargetArn: z.string().exactOptional(),
  PhoneNumber: z.string().exactOptional(),
  Message: z.string(),
  Subject: z
    .string()
    .regex(/^[\x20-\x7e]{1,100}$/)
    .exactOptional(),
  MessageStructure: z.literal('json').exactOptional(),
  MessageAttributes: entries({ key: 'Name', value: 'Value' }, attribute).default({}),
});

export interface Publication {
  readonly messageId: string;
  /** Epoch milliseconds on the cloud's clock. */
  readonly at: number;
  readonly subject: string | undefined;
  readonly attributes: Readonly<Record<string, SnsAttribute>>;
  /** The text for a protocol or push platform: `default` unless the message has its own for it. */
  readonly textFor: (protocol: string) => string;
}

const KIBIBYTE = 1024;

/** @throws AwsError `InvalidParameter`. */
export function readPublication(
  input: z.infer<typeof publishInput>,
  messageId: string,
  at: number,
): Publication {
  if (input.Message === '') throw invalid('Empty message');
  if (Buffer.byteLength(input.Message) > 256 * KIBIBYTE) throw invalid('Message too long');
  return {
    messageId,
    at,
    subject: input.Subject,
    attributes: input.MessageAttributes,
    textFor: input.MessageStructure === 'json' ? texts(input.Message) : () => input.Message,
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html */
function texts(json: string): (protocol: string) => string {
  const parsed = z.record(z.string(), z.string()).safeParse(parseJson(json));
  if (!parsed.success) throw invalid('Message Structure - JSON message body failed to parse');
  const { default: otherwise } = parsed.data;
  if (otherwise === undefined)
    throw invalid('Message Structure - No default entry in JSON message body');
  return (protocol) => parsed.data[protocol] ?? otherwise;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function invalid(reason: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);
}

/** SNS signs what it sends; nothing here could be verified against AWS's certificate. */
const UNSIGNED = 'none';
const certificate = 'https://sns.local.invalid/certificate.pem';
const unsubscribe = (subscriptionArn: string) =>
  `https://sns.local.invalid/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;

const attributeValues = (attributes: Publication['attributes']) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
      name,
      { Type: DataType, Value: StringValue },
    ]),
  );

/** The event of https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function lambdaEvent(
  publication: Publication,
  topicArn: string,
  subscriptionArn: string,
): object {
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscriptionArn,
        Sns: {
          Type: 'Notification',
          MessageId: publication.messageId,
          TopicArn: topicArn,
          Subject: publication.subject ?? null,
          Message: publication.textFor('lambda'),
          Timestamp: new Date(publication.at).toISOString(),
          SignatureVersion: '1',
          Signature: UNSIGNED,
          SigningCertUrl: certificate,
          UnsubscribeUrl: unsubscribe(subscriptionArn),
          MessageAttributes: attributeValues(publication.attributes),
        },
      },
    ],
  };
}

/** The envelope of https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
export function queueEnvelope(
  publication: Publication,
  topicArn: string,
  subscriptionArn: string,
): object {
  const { attributes, subject } = publication;
  return {
    Type: 'Notification',
    MessageId: publication.messageId,
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: publication.textFor('sqs'),
    Timestamp: new Date(publication.at).toISOString(),
    SignatureVersion: '1',
    Signature: UNSIGNED,
    SigningCertURL: certificate,
    UnsubscribeURL: unsubscribe(subscriptionArn),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributeValues(attributes) }),
  };
}
