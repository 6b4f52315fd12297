/**
 * On the topic `messages`: tells the account's people, by mail and SMS, never through the line that is being wiped, and
 * by mail those who approve and operate. At least once: what was sent is marked after sending.
 */
import { KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { parseWipeId } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { gatewayBy } from './aws/gateway.ts';
import { macKey } from './aws/mac-key.ts';
import { mailBy } from './aws/mail.ts';
import { smsBy } from './aws/sms.ts';
import { NO_GATEWAY, readEnvironment } from './contract/environment.ts';
import { Announcement, keyOf } from './messages/announcement.ts';
import {
  type EnrolmentTelling,
  tellOfEnrolment,
  tellOfGuessing,
} from './messages/tell-of-enrolment.ts';
import { tellOfWipe, type WipeTelling } from './messages/tell-of-wipe.ts';
import { tellStaff } from './messages/tell-staff.ts';
import { linesIn } from './store/lines.ts';
import { wipesIn } from './store/wipes.ts';

type Dependencies = WipeTelling & EnrolmentTelling;

/** The event of an Amazon SNS subscription: docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
const SnsEvent = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string(), MessageId: z.string() }) })),
});

export const sendMessage =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    for (const { Sns } of SnsEvent.parse(event).Records)
      await tell(deps, Announcement.parse(JSON.parse(Sns.Message)), Sns.MessageId);
  };

async function tell(
  deps: Dependencies,
  announcement: Announcement,
  messageId: string,
): Promise<void> {
  switch (announcement.about) {
    case 'wipe':
      return tellOfWipe(deps, announcement, announcement.event);
    case 'approval':
      return tellOfWipe(deps, announcement, 'approval-asked');
    case 'enrolment':
      return tellOfEnrolment(deps, { announcement, messageId });
    case 'guessing':
      return tellOfGuessing(deps, { announcement, messageId });
    case 'operations': {
      const { event, id } = announcement;
      const wipe = event === 'wipe-contested' ? parseWipeId(id) : undefined;
      if (wipe !== undefined) return tellOfWipe(deps, wipe, 'contested');
      return tellStaff(deps, { event, id, key: keyOf(announcement, messageId) });
    }
  }
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('send-message');
  const client = dynamo();
  const sns = new SNSClient({});
  const gateway = environment.MESSAGE_GATEWAY;
  const senders =
    gateway === NO_GATEWAY
      ? { mail: mailBy(new SESv2Client({}), environment.SENDER_ADDRESS), sms: smsBy(sns) }
      : gatewayBy(sns, gateway);
  return {
    ...senders,
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    contestKey: macKey(new KMSClient({}), environment.CONTEST_KEY),
    pageOrigin: environment.PAGE_ORIGIN,
    operationsAddress: environment.OPERATIONS_ADDRESS,
    approverAddress: environment.APPROVER_ADDRESS,
    now: Date.now,
  };
};

export const handler = sendMessage(dependencies());
