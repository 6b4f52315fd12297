/** Words of the approver's list: what waits for a second person, and their decision. */
import type { Texts } from '../texts.ts';

export const approvals: Texts['approvals'] = {
  title: 'Approvals',
  lead: 'Look at wipes that somebody else asked for, and approve or reject them.',
  views: 'Show',
  show: { 'to-decide': 'To decide', decided: 'Decided', mine: 'Mine' },
  none: {
    'to-decide': 'Nothing waits for a decision. This page is kept up to date.',
    decided: 'Nothing has been decided yet.',
    mine: 'You have asked for none and decided none.',
  },
  searching: 'There may be more.',
  more: 'Show more',
  found: (count, more) =>
    `${count}${more ? ' or more' : ''} ${count === 1 ? 'request' : 'requests'}`,
  statuses: {
    'to-decide': 'To decide',
    approved: 'Approved',
    rejected: 'Rejected',
    lapsed: 'Lapsed',
    over: 'Ended undecided',
  },
  reasonsTitle: 'Why it needs approval',
  reasons: {
    'customer-absent': 'The contract holder is not at the counter.',
    'clerk-over-soft-limit': 'The clerk has asked for many wipes in the last hour.',
    'reached-lately': 'A command to erase went to a device of this line within a day.',
    'line-limit': 'The line has reached its limit of wipes for a day.',
  },
  facts: {
    model: 'Model',
    number: 'Phone number',
    numberGone: 'Not shown: the line has another owner now',
    channel: 'Asked for',
    channels: { web: 'Online, by the contract holder', shop: 'At a shop’s counter' },
    shop: 'Shop',
    documents: 'Documents',
    noDocuments: 'None',
    reservation: 'Visit booked',
    present: 'Customer present (the clerk’s word)',
    yes: 'Yes',
    no: 'No',
    consents: 'Warnings agreed to',
    noConsents: 'None',
    requestedBy: 'Asked for by',
    requestedAt: 'Asked for at',
    decidedAt: 'Decided at',
    until: 'To be decided by',
    deadlineAt: 'Waits for the device until',
    id: 'Number of the wipe',
  },
  own: 'You asked for this yourself, so somebody else decides.',
  reason: 'Reason for the decision',
  reasonHint: 'Required, and kept in the record. No personal data. 500 characters at most.',
  reasonMissing: 'Enter a reason.',
  approve: 'Approve',
  reject: 'Reject',
  confirmed: 'You are verified, and your reason is still here. Press again.',
  confirm: {
    approval: {
      title: 'Approve this wipe?',
      text: (phone) =>
        `The wipe of ${phone} goes on. Once the device is reached it is erased, and its data cannot be brought back.`,
      yes: (phone) => `Approve the wipe of ${phone}`,
    },
    rejection: {
      title: 'Reject this wipe?',
      text: (phone) => `The wipe of ${phone} ends, and nothing is done.`,
      yes: (phone) => `Reject the wipe of ${phone}`,
    },
    back: 'Back without deciding',
  },
  done: {
    approval: (phone) => `You approved the wipe of ${phone}.`,
    rejection: (phone) => `You rejected the wipe of ${phone}. Nothing will be done.`,
  },
  problems: {
    'own-case': 'Nobody decides in their own case. Leave it to somebody else.',
    'request-changed':
      'The request is not the one that was shown. Look at the newest before you decide.',
    'approval-not-asked': 'It has not come to an approval yet. Wait a little and look again.',
    'approval-decided': 'Somebody else has decided already.',
    'approval-lapsed': 'The time to decide is over. This wipe will not be done.',
    'wipe-ended': 'This wipe has ended already.',
    'wipe-not-found': 'This request is not yours to decide on any more.',
  },
  gone: (phone) =>
    `${phone} is off the list: somebody else decided, or it ended before that. The reason that you were writing is gone.`,
  seeNewest: 'See the newest',
};
