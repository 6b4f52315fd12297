/** A service that tells people: real tables, senders that remember what they sent, addresses that may be out of order. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Contact } from '#domain/line/line.ts';
import type { Announcement } from '#functions/messages/announcement.ts';
import { sendMessage } from '#functions/send-message.ts';
import { ENROLMENT_ID, NOW } from '#test/domain/builders.ts';
import { startTables } from '../tables.ts';

export const MAIL: Contact = { kind: 'mail', address: 'owner@example.com', changedAt: 0 };
export const SMS: Contact = {
  kind: 'sms',
  address: '+819087654321',
  lineId: 'line-2',
  changedAt: 0,
};
export const OPERATIONS = 'operations@example.com';
export const APPROVERS = 'approvers@example.com';
export const PAGES = 'https://pages.example';

export interface Sent {
  readonly kind: Contact['kind'];
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

/** What was sent, and the key that a carrier's gateway can tell doubles by. */
interface Keyed {
  readonly to: string;
  readonly key: string | undefined;
}

export async function messageWorld() {
  const tables = await startTables();
  const take = (sent: Sent, key: string | undefined) => {
    if (world.broken.has(sent.to)) throw new Error(`${sent.to} is not valid`);
    world.sent.push(sent);
    world.keys.push({ to: sent.to, key });
  };

  const dependencies = () => ({
    ...tables,
    mail: {
      async send(to: string, words: { subject: string; text: string }, key?: string) {
        take({ kind: 'mail', to, ...words }, key);
      },
    },
    sms: {
      async send(to: string, text: string, key?: string) {
        take({ kind: 'sms', to, text }, key);
      },
    },
    contestKey: {
      mac: async (text: string) => createHmac('sha256', world.key).update(text).digest(),
    },
    pageOrigin: PAGES,
    operationsAddress: OPERATIONS,
    approverAddress: APPROVERS,
    now: () => NOW,
  });

  const world = {
    tables,
    dependencies,
    /** The secret inside the HMAC key. */
    key: 'a key',
    sent: [] as Sent[],
    keys: [] as Keyed[],
    /** Addresses that take nothing. */
    broken: new Set<string>(),

    /** Delivers announcements, or what is none, in one event of the topic. */
    deliver: (...announcements: unknown[]) =>
      sendMessage(dependencies())(eventOf(...announcements)),

    wipe: () => tables.wipes.read({ enrolmentId: ENROLMENT_ID, attempt: 1 }),
  };
  return world;
}

export type MessageWorld = Awaited<ReturnType<typeof messageWorld>>;

/** What Amazon SNS hands to a function, each message under a name of its own. */
export const eventOf = (...announcements: unknown[]) => ({
  Records: announcements.map((each) => ({
    Sns: { Message: JSON.stringify(each), MessageId: randomUUID() },
  })),
});

/** News of the wipe of the builders, for its owner. */
export const newsOf = (
  event: Extract<Announcement, { about: 'wipe' }>['event'],
  attempt = 1,
): Announcement => ({ v: 1, about: 'wipe', enrolmentId: ENROLMENT_ID, attempt, event });
