/** Words for the time that is left. */
import { COUNTDOWN_WORDS } from '#browser/countdown-words.ts';
import type { Texts } from '../texts.ts';

export const countdown: Texts['countdown'] = {
  ...COUNTDOWN_WORDS.en,
  said: (what, left) => `${what}: ${left}`,
};
