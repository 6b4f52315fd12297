/** SMS by Amazon SNS, straight to a number. The number stands in no log, topic or error of ours. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';

export interface Sms {
  /** `to` in E.164. `key` as for mail. */
  send(to: string, text: string, key?: string): Promise<void>;
}

export function smsBy(client: SNSClient): Sms {
  return {
    async send(to, text) {
      await client.send(new PublishCommand({ PhoneNumber: to, Message: text }));
    },
  };
}
