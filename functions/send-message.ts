/**
 * On the topic `messages`: tells the account's people, by mail and SMS, never through the line that is being wiped.
 * At least once: what was sent is marked after sending.
 */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import type { Line } from '#domain/line/line.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { marked, untold } from '#domain/wipe/tell.ts';
import { dynamo } from './aws/dynamo.ts';
import { mailBy } from './aws/mail.ts';
import { smsBy } from './aws/sms.ts';
import { readEnvironment } from './contract/environment.ts';
import { otherContacts, type Senders, sendTo } from './line/contacts.ts';
import { log } from './log.ts';
import { Announcement } from './messages/announcement.ts';
import { type Words, wordsOfEnd, wordsOfEnrolment } from './messages/texts.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';

interface Dependencies extends Senders {
  readonly lines: Pick<Lines, 'read'>;
  readonly wipes: Pick<Wipes, 'read' | 'change'>;
  readonly now: () => number;
}

/** The event of an Amazon SNS subscription: docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
const SnsEvent = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })),
});

export const sendMessage =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    for (const { Sns } of SnsEvent.parse(event).Records) {
      const announcement = Announcement.parse(JSON.parse(Sns.Message));
      if (announcement.about === 'wipe') await tellOfEnd(deps, announcement);
      if (announcement.about === 'enrolment') await tellOfEnrolment(deps, announcement);
    }
  };

async function tellOfEnd(
  deps: Dependencies,
  { enrolmentId, attempt }: Extract<Announcement, { about: 'wipe' }>,
): Promise<void> {
  const key = { enrolmentId, attempt };
  const wipe = await deps.wipes.read(key);
  if (wipe === undefined) return;
  // Announcements come late and out of order: what is told is what the item says now.
  const message = untold(wipe).find((each) => each.event === 'ended');
  const words = wordsOfEnd(wipe.state, wipe.language);
  if (message === undefined || words === undefined) return;
  const line = await deps.lines.read(wipe.lineId);
  // Whoever owns the line by now need not be the one who asked: a new owner is told nothing.
  if (line?.account === wipe.account) await send(deps, line, words, wipe.wipeId);
  else log({ code: 'message-impossible', wipeId: wipe.wipeId, why: 'owner-changed' });
  await deps.wipes.change(key, (present) =>
    annotate(present, deps.now(), { messages: marked(present, message) }),
  );
}

async function tellOfEnrolment(
  deps: Dependencies,
  { lineId, event, enrolmentId }: Extract<Announcement, { about: 'enrolment' }>,
): Promise<void> {
  const line = await deps.lines.read(lineId);
  if (line?.account === undefined) return;
  // What becomes of a handset is told to whom it belonged: the line may have another owner by now.
  const enrolment = line.enrolments.find((entry) => entry.enrolmentId === enrolmentId);
  if (event !== 'enrolled' && enrolment?.account !== line.account)
    return log({ code: 'message-impossible', about: enrolmentId, why: 'owner-changed' });
  await send(deps, line, wordsOfEnrolment(event, line.language), enrolmentId);
}

/** Nobody could be told. What the senders said is left out: it may quote a number. */
export class NobodyTold extends Error {
  constructor() {
    super('no contact could be reached');
    this.name = 'NobodyTold';
  }
}

/**
 * Sends to every contact that is not the line itself. One that is reached is enough: were the others tried again,
 * that one would hear it each time. @throws NobodyTold
 */
async function send(deps: Dependencies, line: Line, words: Words, about: string): Promise<void> {
  const contacts = otherContacts(line);
  if (contacts.length === 0) return log({ code: 'message-impossible', about, why: 'no-contact' });
  let reached = 0;
  for (const contact of contacts) {
    const { kind } = contact;
    try {
      await sendTo(deps, contact, words);
      reached++;
      log({ code: 'message-sent', about, kind });
    } catch (error) {
      log({ code: 'message-not-sent', about, kind, error });
    }
  }
  if (reached === 0) throw new NobodyTold();
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('send-message');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    mail: mailBy(new SESv2Client({}), environment.SENDER_ADDRESS),
    sms: smsBy(new SNSClient({})),
    now: Date.now,
  };
};

export const handler = sendMessage(dependencies());
