/** Words of the control of dispatch. */
import type { Texts } from '../texts.ts';

export const dispatch: Texts['dispatch'] = {
  title: 'Dispatch',
  states: {
    running: 'Commands go out.',
    paused: 'No command goes out.',
    unreadable: 'The journal does not fit together, so no command goes out.',
  },
  journal: 'Journal',
};
