/** Words of every page of the console: the frame, the sign-in, states, failures. */
import type { Texts } from '../texts.ts';

const several = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

export const common: Texts['common'] = {
  title: 'Remote wipe operations',
  languageSwitch: 'Language',
  languages: { ja: '日本語', en: 'English' },
  signOut: 'Sign out',
  signIn: 'Sign in',
  signInTitle: 'Operations console',
  signInLead: 'For operators of the service. Sign in with two factors.',
  notForYou: {
    title: 'Not for your role',
    text: 'Whoever is signed in here has a role that the console is not for.',
  },
  why: {
    'lost-factor': 'The second factor was missing, and the console needs two.',
    refused: 'Nobody was signed in.',
    over: 'The sign-in is over.',
  },
  pages: { wipes: 'Wipes', dispatch: 'Dispatch' },
  notFound: 'There is no such page',
  loading: 'Loading',
  refresh: 'Refresh',
  retry: 'Try again',
  back: 'Back',
  yes: 'Yes',
  no: 'No',
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
  failure: {
    problem: (title, code) => `${title} (${code})`,
    unreachable: 'There is no connection. Check the network and try again.',
    unreadable: (status) => `The service cannot answer now (${status}). Try again in a while.`,
    signedOut: 'Sign in again.',
  },
};
