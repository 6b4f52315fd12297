/** Words for what takes two people, and for the journals of it. */
import type { Texts } from '../texts.ts';

export const proposals: Texts['proposals'] = {
  title: 'Proposals to confirm',
  none: 'No proposal waits for a confirmation.',
  actions: {
    resume: 'Resume dispatch',
    withdrawal: 'Withdraw all that is unclaimed',
    reinstatement: 'Reinstate the clerk',
  },
  columns: {
    action: 'What',
    by: 'Proposed by',
    reason: 'Reason',
    until: 'To be confirmed by',
    confirm: 'Confirmation',
  },
  you: (person) => `${person} (you)`,
  propose: {
    resume: 'Propose to resume',
    withdrawal: 'Propose to withdraw all',
    reinstatement: 'Propose to reinstate',
  },
  confirm: {
    resume: 'Confirm the resumption',
    withdrawal: 'Confirm the withdrawal',
    reinstatement: 'Confirm the reinstatement',
  },
  proposing: {
    resume:
      'Nothing goes out yet. Once another person confirms it, within 30 minutes, commands go out again. It may take a fresh sign-in with two factors.',
    withdrawal:
      'Nothing is withdrawn yet. Once another person confirms it, within 30 minutes, every wipe whose command is not out is cancelled for good. It may take a fresh sign-in with two factors.',
    reinstatement:
      'The clerk stays suspended for now. Once another person confirms it, within 30 minutes, the clerk can ask for wipes again. It may take a fresh sign-in with two factors.',
  },
  confirming: {
    resume:
      'Commands go out at once, and handsets that were waiting are erased one after the other. What is erased cannot be brought back. It may take a fresh sign-in with two factors.',
    withdrawal:
      'Every wipe asked for until now whose command is not out is cancelled for good, and the account holders are told. It may take a fresh sign-in with two factors.',
    reinstatement:
      'The clerk can ask for wipes again at once. It may take a fresh sign-in with two factors.',
  },
  proposal: (number, by, reason) => `Proposal ${number} by ${by}: ${reason}`,
  count: {
    held: 'Held wipes',
    unclaimed: 'Wipes with no command out',
    open: 'Open wipes',
    at: 'Counted at',
  },
  gone: 'This proposal no longer waits for a confirmation. Look at the newest state before you send it.',
  done: {
    proposed: 'It is proposed, and waits for another person to confirm it.',
    resume: 'Dispatch is resumed.',
    withdrawal: 'All is withdrawn. The last wipes are cancelled within minutes.',
    reinstatement: 'The clerk is reinstated.',
  },
  whyNot: {
    'not-paused': 'It is not paused, so there is nothing to resume.',
    'not-suspended': 'The clerk is not suspended, so there is nothing to lift.',
    unreadable:
      'The journal does not fit together. Follow “Checking the journals” in docs/operating.md.',
    'own-case': 'It is about you, so others decide.',
    'own-proposal': 'You proposed it, so another person confirms it.',
    'proposal-expired': 'Its 30 minutes are over. Propose it again.',
  },
  journal: {
    title: 'Journal of decisions',
    intact: (entries) =>
      entries === 1 ? 'The one entry fits.' : `All ${entries} entries fit together.`,
    broken: (at, why) => `Entry ${at} does not fit: ${why}`,
    why: {
      number: 'its number does not follow',
      link: 'it is not bound to the one before',
      content: 'its content was changed',
      cut: 'the end is missing',
      rewritten: 'it was written anew',
    },
    latest: 'The latest 50 at most, newest first.',
    none: 'Nothing has been decided yet.',
    types: {
      paused: 'Paused',
      'resume-proposed': 'Resumption proposed',
      resumed: 'Resumed',
      'withdrawal-proposed': 'Withdrawal proposed',
      withdrawn: 'Withdrawal confirmed',
      'withdrawal-swept': 'Withdrawal under way',
      'withdrawal-done': 'Withdrawal finished',
      suspended: 'Clerk suspended',
      'operations-told': 'Operations told',
      'reinstatement-proposed': 'Reinstatement proposed',
      reinstated: 'Reinstated',
    },
    of: (number) => `about entry ${number}`,
    count: (count) => `${count} ${count === 1 ? 'wipe' : 'wipes'}`,
    service: 'service',
  },
};
