/** Terms of wipes: their states, what keeps them back, what they wait for, how long. */
import type { Texts } from '../texts.ts';

const several = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

export const terms: Texts['terms'] = {
  yes: 'Yes',
  no: 'No',
  some: 'Yes',
  none: 'No',
  states: {
    requested: 'Requested',
    'awaiting-approval': 'Awaiting approval',
    held: 'Held',
    'waiting-for-handset': 'Waiting for handset',
    issued: 'Issued',
    accepted: 'Erasing',
    erased: 'Erased',
    unconfirmed: 'Unconfirmed',
    failed: 'Failed',
    refused: 'Refused',
    rejected: 'Rejected',
    cancelled: 'Cancelled',
    expired: 'Expired',
  },
  holds: {
    pause: 'Pause of all',
    governor: 'Waits its turn',
    operator: 'Held by an operator',
    suspension: 'Clerk suspended',
  },
  units: {
    days: (count) => several(count, 'day'),
    hours: (count) => several(count, 'hour'),
    minutes: (count) => several(count, 'minute'),
    seconds: (count) => several(count, 'second'),
  },
  channels: { web: 'Web', shop: 'Shop' },
  waitsFor: {
    service: 'The service',
    approval: 'An approval',
    release: 'Its release',
    handset: 'The handset',
    verdict: 'The handset’s verdict',
    sealing: 'The sealing',
    nothing: 'Nothing',
  },
};
