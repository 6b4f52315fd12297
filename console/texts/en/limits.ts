/** Words of the limits and how much of them is used. */
import type { Texts } from '../texts.ts';

export const limits: Texts['limits'] = {
  title: 'Limits and their use',
  lead: 'A deployment sets the limits; no page changes them.',
  columns: {
    rule: 'Limit',
    window: 'Window',
    used: 'Used',
    standing: 'Standing',
  },
  rules: {
    total: 'All wipes that are let out',
    line: 'Wipes of one line (more need an approval)',
    clerk: 'Wipes a clerk asked for',
    'clerk-requests': 'Requests of a clerk, cancelled ones too',
    search: 'Searches of a clerk',
    shop: 'Wipes asked for in a shop',
    account: 'Wipes of a personal account',
    business: 'Wipes of a business account',
    operator: 'Wipes an operator cancelled',
  },
  windows: { '5min': '5 minutes', hour: 'An hour', day: 'A day' },
  until: { before: 'until ', after: '' },
  used: (count, most) => `${count} of ${most}`,
  cap: (most) => `${most} at most`,
  gauge: (rule, window) => `${rule}, ${window}`,
  alone: (most) => `${most} at most without an approval`,
  fullness: { free: 'Free', near: 'Near its cap', full: 'At its cap' },
  near: (count) => `Near or at their cap: ${count}`,
  perLine: 'Counted for each line.',
  unnamed: {
    clerk: 'Name a clerk to see it.',
    shop: 'Name a shop to see it.',
    account: 'Name an account to see it.',
    operator: 'Name an operator to see it.',
  },
  whose: {
    title: 'Whose use to see as well',
    kind: 'Kind',
    id: 'Exact id',
    missing: 'Enter an id.',
    show: 'Show',
    clear: 'Show the totals alone',
    shown: (owner, id) => `What is used by the ${owner.toLowerCase()} ${id} is shown.`,
    owners: { clerk: 'Clerk', shop: 'Shop', account: 'Account', operator: 'Operator' },
  },
};
