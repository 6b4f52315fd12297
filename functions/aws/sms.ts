/** SMS by Amazon SNS, straight to a number. The number stands in no log, topic or error of ours. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';

export function smsBy(client: SNSClient) {
  return {
    /** `to` in E.164. */
    async send(to: string, text: string): Promise<void> {
      await client.send(new PublishCommand({ PhoneNumber: to, Message: text }));
    },
  };
}

export type Sms = ReturnType<typeof smsBy>;
