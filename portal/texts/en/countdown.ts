/** Words of the time that is left for a second person’s decision. */
import type { Texts } from '../texts.ts';

export const countdown: Texts['countdown'] = {
  hours: (hours, minutes) => `${hours} h ${minutes} min left`,
  minutes: (minutes) => `${minutes} min left`,
  exact: (minutes, seconds) =>
    minutes > 0 ? `${minutes} min ${seconds} s left` : `${seconds} s left`,
  over: 'The time is over',
  said: (model, left) => `Decision on ${model}: ${left}`,
};
