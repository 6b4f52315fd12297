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
  found: (count, more) =>
    `${count}${more ? ' or more' : ''} ${count === 1 ? 'request' : 'requests'}`,
  searching: 'There may be more.',
  more: 'Show more',
  phone: (model, lastFour) =>
    lastFour === undefined ? model : `${model} (number ending in ${lastFour})`,
  statuses: {
    'to-decide': 'To decide',
    approved: 'Approved',
    rejected: 'Rejected',
    lapsed: 'Lapsed',
    over: 'Ended undecided',
  },
  reasons: {
    'customer-absent': 'The contract holder is not at the counter.',
    'clerk-over-soft-limit': 'The clerk has asked for many wipes in the last hour.',
    'reached-lately': 'A command to erase went to a device of this line within a day.',
    'line-limit': 'The line has reached its limit of wipes for a day.',
  },
  facts: {
    reasons: 'Why it needs approval',
    until: 'To be decided by',
    decidedAt: 'Decided at',
    model: 'Model',
    number: 'Phone number',
    numberGone: 'not shown: the line has another owner now',
    channel: 'Channel',
    shop: 'Shop',
    documents: 'Documents',
    reservation: 'Visit booked',
    present: 'Customer present (the clerk’s word)',
    consents: 'Warnings agreed to',
    requestedBy: 'Asked for by',
    requestedAt: 'Asked for at',
    deadlineAt: 'Waits for the handset until',
    wipe: 'Wipe',
  },
  nothing: 'none',
  lastFour: (digits) => `ending in ${digits}`,
  own: 'You asked for this yourself, so somebody else decides.',
  lapsed: 'The time to decide is over.',
  gone: 'This request no longer waits for a decision. Look at the newest state before you send it.',
  confirm: {
    approval: {
      act: 'Approve',
      title: (phone) => `Approve the wipe of ${phone}`,
      text: 'Once the handset is reached it is erased, and its data cannot be brought back. It may take a fresh sign-in with two factors.',
      done: (phone) => `You approved the wipe of ${phone}.`,
    },
    rejection: {
      act: 'Reject',
      title: (phone) => `Reject the wipe of ${phone}`,
      text: 'The wipe ends, nothing is erased, and whoever asked is told. It may take a fresh sign-in with two factors.',
      done: (phone) => `You rejected the wipe of ${phone}. Nothing will be done.`,
    },
  },
};
