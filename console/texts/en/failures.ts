/** Words for calls that fail, and for the way on. */
import type { Texts } from '../texts.ts';

export const failures: Texts['failures'] = {
  retry: 'Try again',
  signInAgain: 'Sign in with two factors',
  problem: (title, code) => `${title} (${code})`,
  unreachable: 'There is no connection. Check the network and try again.',
  notSure:
    'It is not known what came of it. It may have been done: look at the present state before you try again.',
  unreadable: (status) => `The service cannot answer now (${status}). Try again in a while.`,
  signedOut: 'Sign in again.',
  stepUp: 'This takes a fresh sign-in with two factors. What you have entered is kept.',
  // The titles that the service gives its problems are in English.
  codes: {},
};
