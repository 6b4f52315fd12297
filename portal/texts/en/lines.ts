/** Words of the list of lines and of one line. */
import type { Texts } from '../texts.ts';

export const lines: Texts['lines'] = {
  title: 'Choose a line',
  lead: 'Choose the line of the lost phone.',
  none: 'There is no line that this account can handle.',
  more: 'Show more',
  number: (masked) => `Number ${masked}`,
  open: (masked, model) => `Choose ${masked} (${model})`,
  noHandset: 'No phone is known',
  suspended: 'Suspended',
};
