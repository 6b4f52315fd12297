/** Words of one clerk's standing. */
import type { Texts } from '../texts.ts';

export const clerk: Texts['clerk'] = {
  title: (person) => `Clerk ${person}`,
  standing: 'Standing',
  states: {
    good: 'Not suspended',
    suspended: 'Suspended',
    unreadable: 'The journal does not fit together, so no request is taken',
  },
  undecided: 'This id was never suspended or reinstated. Check that it is the right one.',
  facts: {
    state: 'State',
    since: 'Suspended at',
    why: 'Reason',
    wipes: 'Wipes',
  },
  wipes: 'See this clerk’s wipes',
  acts: 'Acts',
  limits: 'What this clerk has used',
};
