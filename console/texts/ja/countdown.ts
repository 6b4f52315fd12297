/** Words for the time that is left. */
import { COUNTDOWN_WORDS } from '#browser/countdown-words.ts';

export const countdown = {
  ...COUNTDOWN_WORDS.ja,
  said: (what: string, left: string) => `${what}: ${left}`,
};
