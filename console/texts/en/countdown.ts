/** Words for the time that is left. */
import type { Texts } from '../texts.ts';

export const countdown: Texts['countdown'] = {
  hours: (hours, minutes) => `${hours} h ${minutes} min left`,
  minutes: (minutes) => `${minutes} min left`,
  exact: (minutes, seconds) =>
    minutes > 0 ? `${minutes} min ${seconds} s left` : `${seconds} s left`,
  over: 'The time is over',
  said: (what, left) => `${what}: ${left}`,
};
