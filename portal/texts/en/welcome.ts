/** Words of the first page, before anybody has signed in, of the one after signing out, and of addresses without a page. */
import type { Texts } from '../texts.ts';

export const welcome: Texts['welcome'] = {
  title: 'Erase a lost phone from a computer',
  lead: 'Resets a smartphone, tablet or keitai from afar. What is on its SD card is erased as well.',
  start: 'Sign in and start',
  factorMissingLead: 'Where the lost phone is what you sign in with, a shop does it for you.',
  steps: [
    'Sign in and choose the line of the lost phone.',
    'See what is erased and what to mind, and ask for it.',
    'Once the phone is on and in coverage, it is reset. This page shows the result.',
  ],
  stepsTitle: 'What happens',
  signedOutTitle: 'You are signed out',
  signedOut:
    'What these pages had kept is gone. On a borrowed computer, please close the browser too.',
  notFound: {
    title: 'There is no such page',
    text: 'Please check the address.',
    toStart: 'To the first page',
  },
};
