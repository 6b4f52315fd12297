/** Mail by Amazon SES. Addresses stand in no log or error of ours. */
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

export function mailBy(client: SESv2Client, sender: string) {
  return {
    async send(to: string, { subject, text }: { subject: string; text: string }): Promise<void> {
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

export type Mail = ReturnType<typeof mailBy>;
