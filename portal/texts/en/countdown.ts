/** Words of the time that is left for a second person’s decision. */
import { COUNTDOWN_WORDS } from '#browser/countdown-words.ts';
import type { Texts } from '../texts.ts';

export const countdown: Texts['countdown'] = {
  ...COUNTDOWN_WORDS.en,
  said: (phone, left) => `Decision on ${phone}: ${left}`,
};
