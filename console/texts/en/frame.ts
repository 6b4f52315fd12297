/** Words of the frame of every page of the console, and of what any page may show. */
import type { Texts } from '../texts.ts';

export const frame: Texts['frame'] = {
  title: 'Remote wipe operations',
  languageSwitch: 'Language',
  languages: { ja: '日本語', en: 'English' },
  zones: {
    name: 'Times',
    long: { japan: 'Japan time (JST)', utc: 'Coordinated Universal Time (UTC)' },
    short: { japan: 'JST', utc: 'UTC' },
  },
  readOnly: {
    on: 'Read-only (press to act)',
    off: 'Make read-only',
    whyNot: 'You have set these pages to read-only. Press “Read-only” above to act.',
  },
  pages: {
    wipes: 'Wipes',
    wipe: 'Wipe',
    approvals: 'Approvals',
    dispatch: 'Dispatch',
    clerk: 'Clerk',
    why: 'Why?',
    health: 'Health',
  },
  notFound: 'There is no such page',
  loading: 'Loading',
  refresh: 'Refresh',
  asOf: { before: 'as of ', after: '' },
  back: 'Back',
  close: 'Close',
};
