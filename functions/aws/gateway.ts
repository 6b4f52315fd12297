/** A carrier's own gateway for mail and SMS: an Amazon SNS topic of theirs, which gets each message ready to send. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Mail } from './mail.ts';
import type { Sms } from './sms.ts';

/** What the topic carries, as JSON. The attribute `kind` lets subscriptions filter. */
type ReadyMessage =
  | {
      readonly kind: 'mail';
      readonly address: string;
      readonly subject: string;
      readonly text: string;
    }
  | { readonly kind: 'sms'; readonly address: string; readonly text: string };

export function gatewayBy(client: SNSClient, topicArn: string): { mail: Mail; sms: Sms } {
  const publish = async (message: ReadyMessage): Promise<void> => {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify({ v: 1, ...message }),
        MessageAttributes: { kind: { DataType: 'String', StringValue: message.kind } },
      }),
    );
  };
  return {
    mail: {
      send: (address, { subject, text }) => publish({ kind: 'mail', address, subject, text }),
    },
    sms: { send: (address, text) => publish({ kind: 'sms', address, text }) },
  };
}
