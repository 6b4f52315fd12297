/** A topic `messages` that keeps what is announced on it, for tests to look at, and one that is out of order. */
import type { Announcement, Announcements } from '#functions/messages/announcement.ts';

export interface Recorded extends Announcements {
  readonly announced: Announcement[];
}

export function recordedAnnouncements(): Recorded {
  const announced: Announcement[] = [];
  return {
    announced,
    async publish(announcement) {
      announced.push(announcement);
    },
  };
}

export const brokenAnnouncements: Announcements = {
  async publish() {
    throw new Error('the topic is out of order');
  },
};
