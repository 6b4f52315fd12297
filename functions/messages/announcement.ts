/** What goes over the topic `messages` from the service to whoever sends: ids and an event, nothing personal. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { STATE_NAMES } from '#domain/wipe/states.ts';

export const Announcement = z.discriminatedUnion('about', [
  z.strictObject({
    v: z.literal(1),
    about: z.literal('wipe'),
    enrolmentId: z.string(),
    attempt: z.int(),
    state: z.enum(STATE_NAMES),
    /** Number of events at the time: tells late proof from the end it corrects. */
    events: z.int(),
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
]);
export type Announcement = z.infer<typeof Announcement>;

export function announcementsTo(client: SNSClient, topicArn: string) {
  return {
    async publish(announcement: Announcement): Promise<void> {
      const Message = JSON.stringify(announcement);
      await client.send(new PublishCommand({ TopicArn: topicArn, Message }));
    },
  };
}

export type Announcements = ReturnType<typeof announcementsTo>;
