/** Words of the control of dispatch. */
import type { Texts } from '../texts.ts';

export const dispatch: Texts['dispatch'] = {
  title: 'Dispatch',
  tabs: { control: 'Pause and resume', limits: 'Limits and their use' },
  views: 'Show',
  states: {
    running: 'Commands go out.',
    paused: 'No command goes out.',
    unreadable:
      'The journal does not fit together, so no command goes out. Follow “Checking the journals” in docs/operating.md.',
  },
  pausedBy: 'Paused by',
  pausedAt: 'Paused at',
  pauseReason: 'Reason',
  voided: (count) =>
    `This pause made ${count} ${count === 1 ? 'proposal' : 'proposals'} to resume void. To resume, propose it anew.`,
  held: 'See the wipes that are held',
  acts: 'Acts',
  pause: {
    running: 'Pause all',
    paused: 'Pause again with another reason',
    title: 'Pause every command',
    consequences:
      'From now on no command goes to any handset. Nothing is cancelled. Commands that are out already may act. Resuming takes two people.',
    again:
      'It stays paused. The new reason is kept, and every proposal to resume that waits for a confirmation is void.',
    done: 'Every command is kept back.',
  },
  withdrawal: {
    title: 'Withdrawal of all',
    none: 'There has been no withdrawal.',
    running: 'Wipes are being cancelled.',
    done: 'It is finished.',
    at: 'Asked for until',
    cancelled: 'Cancelled so far',
    doneAt: 'Finished',
    number: 'Number of the decision',
  },
  clerk: {
    title: 'Clerks',
    lead: 'Open a suspended clerk by their id.',
    id: 'Id of the clerk',
    missing: 'Enter an id.',
    open: 'Open',
  },
};
