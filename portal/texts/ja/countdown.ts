/** Words of the time that is left for a second person’s decision. */
import { COUNTDOWN_WORDS } from '#browser/countdown-words.ts';

export const countdown = {
  ...COUNTDOWN_WORDS.ja,
  said: (phone: string, left: string) => `${phone}の判断の期限: ${left}`,
};
