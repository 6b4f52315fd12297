/** A carrier's own gateway for mail and SMS: an Amazon SNS topic of theirs, which gets each message ready to send. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Mail } from './mail.ts';
import type { Sms } from './sms.ts';

/** What the topic carries, as JSON. The attributes `kind` and `key` let subscriptions filter and drop doubles. */
type ReadyMessage = {
  /** The same whenever this message comes again, at each of its addresses. */
  readonly key: string | undefined;
  readonly address: string;
  readonly text: string;
} & ({ readonly kind: 'mail'; readonly subject: string } | { readonly kind: 'sms' });

export function gatewayBy(client: SNSClient, topicArn: string): { mail: Mail; sms: Sms } {
  const publish = async (message: ReadyMessage): Promise<void> => {
    const { kind, key } = message;
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify({ v: 1, ...message }),
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: kind },
          ...(key !== undefined && { key: { DataType: 'String', StringValue: key } }),
        },
      }),
    );
  };
  return {
    mail: {
      send: (address, { subject, text }, key) =>
        publish({ kind: 'mail', key, address, subject, text }),
    },
    sms: { send: (address, text, key) => publish({ kind: 'sms', key, address, text }) },
  };
}
