/** What goes over the topic `messages` from the service to whoever sends: ids and an event, nothing personal. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { type Message, type News, OWNER_NEWS, untold } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { log } from '../log.ts';

const wipeKey = { enrolmentId: z.string(), attempt: z.int() };

export const Announcement = z.discriminatedUnion('about', [
  /** To the owner. An end is told as the item has it when it is sent, not as it was announced. */
  z.strictObject({
    v: z.literal(1),
    about: z.literal('wipe'),
    ...wipeKey,
    event: z.enum(OWNER_NEWS),
  }),
  /** To those who may approve: a wipe waits for one of them. */
  z.strictObject({ v: z.literal(1), about: z.literal('approval'), ...wipeKey }),
  z.strictObject({
    v: z.literal(1),
    about: z.literal('operations'),
    event: z.enum(['clerk-suspended', 'total-limit-reached', 'wipe-contested']),
    /** Of the clerk (`person`), of the window, of the wipe. */
    id: z.string(),
  }),
  z.strictObject({
    v: z.literal(1),
    about: z.literal('enrolment'),
    lineId: z.string(),
    /**
     * `enrolled`: a handset is new on the line; `enrolled-elsewhere`: one of its handsets is another line's now;
     * `refused`: hardware with an open wipe tried to enrol.
     */
    event: z.enum(['enrolled', 'enrolled-elsewhere', 'refused']),
    enrolmentId: z.string(),
  }),
  /** To the owner: somebody tried codes for enrolling on the line until none could be tried. */
  z.strictObject({ v: z.literal(1), about: z.literal('guessing'), lineId: z.string() }),
]);
export type Announcement = z.infer<typeof Announcement>;

/** An announcement as it was delivered, with what Amazon SNS calls it: the same when it is delivered again. */
export interface Delivered<About extends Announcement['about'] = Announcement['about']> {
  readonly announcement: Extract<Announcement, { about: About }>;
  readonly messageId: string;
}

/** News that may come up more than once of the same ids, each time another event. */
const RECURRING: readonly string[] = ['refused', 'clerk-suspended'];

/**
 * What tells one message from all others, for those who can drop doubles by it: its ids and event, and where these come
 * again the announcement itself. A wipe's news have their mark instead, which is on the wipe.
 */
export function keyOf(
  announcement: Delivered<'enrolment' | 'guessing' | 'operations'>['announcement'],
  messageId: string,
): string {
  switch (announcement.about) {
    case 'guessing':
      return `${announcement.lineId}:code-guessed:${messageId}`;
    case 'enrolment':
      return `${announcement.lineId}:${announcement.enrolmentId}:${occasion(announcement, messageId)}`;
    case 'operations':
      return `${announcement.id}:${occasion(announcement, messageId)}`;
  }
}

const occasion = ({ event }: { readonly event: string }, messageId: string) =>
  RECURRING.includes(event) ? `${event}:${messageId}` : event;

/** The same of a message that a wipe calls for. */
export const keyOfMessage = ({ wipeId }: Wipe, { key }: Message) => `${wipeId}:${key}`;

/** How a message that a wipe calls for is announced. */
export function announcementOf(wipe: Wipe, news: News): Announcement {
  const { wipeId, enrolmentId, attempt } = wipe;
  switch (news.to) {
    case 'owner':
      return { v: 1, about: 'wipe', enrolmentId, attempt, event: news.event };
    case 'approvers':
      return { v: 1, about: 'approval', enrolmentId, attempt };
    case 'operations':
      return { v: 1, about: 'operations', event: 'wipe-contested', id: wipeId };
  }
}

export function announcementsTo(client: SNSClient, topicArn: string) {
  return {
    async publish(announcement: Announcement): Promise<void> {
      const Message = JSON.stringify(announcement);
      await client.send(new PublishCommand({ TopicArn: topicArn, Message }));
    },
  };
}

export type Announcements = ReturnType<typeof announcementsTo>;

/**
 * Announces what has just been written, where it is still to be told. What cannot be announced now, or dies on the way,
 * is announced by the reconciler, so this never fails.
 */
export async function announce(
  { publish }: Announcements,
  wipe: Wipe,
  event: News['event'],
): Promise<void> {
  const message = untold(wipe).find((each) => each.event === event);
  if (message === undefined) return;
  await publish(announcementOf(wipe, message)).catch((error: unknown) =>
    log({ code: 'message-not-announced', wipeId: wipe.wipeId, event, error }),
  );
}

type Alert = Extract<Announcement, { about: 'operations' }>;

/**
 * Alerts operations, who have a line of the log and its alarm besides: where it cannot be announced, what was decided
 * stands nonetheless. Answers whether it was.
 */
export async function alertOperations(
  { publish }: Announcements,
  { event, id }: Pick<Alert, 'event' | 'id'>,
): Promise<boolean> {
  try {
    await publish({ v: 1, about: 'operations', event, id });
    return true;
  } catch (error) {
    log({ code: 'message-not-announced', about: id, event, error });
    return false;
  }
}
