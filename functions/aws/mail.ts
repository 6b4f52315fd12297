/** Mail by Amazon SES. Addresses stand in no log or error of ours. */
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

export interface Mail {
  /** `key` is the same whenever the same is sent again, for those who can tell doubles by it; Amazon SES cannot. */
  send(to: string, words: { subject: string; text: string }, key?: string): Promise<void>;
}

export function mailBy(client: SESv2Client, sender: string): Mail {
  return {
    async send(to, { subject, text }) {
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: part(subject), Body: { Text: part(text) } } },
        }),
      );
    },
  };
}
