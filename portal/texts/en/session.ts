/** Words of who is signed in: how that begins, why it is over, and how it ends. */
import type { Texts } from '../texts.ts';

export const session: Texts['session'] = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  wanted: 'Please sign in to see this page.',
  over: 'Your sign-in has expired. Sign in again to go on where you were; sign out if you leave this computer.',
  twoFactors: 'Please sign in again with two factors to see this page.',
  elsewhere: 'You signed out in another tab. To go on, please sign in again.',
  refused: 'You could not be signed in. Please try again.',
  unfinished: 'The sign-in could not be finished. Check the connection and try again.',
  lostFactor:
    'You could not be signed in without the device that you sign in with. Sign in another way to go on where you were.',
  factorMissing: 'I do not have the device that I sign in with',
  wrongRole:
    'This page is not for the account that is signed in. To use another one, sign out first.',
  idleTitle: 'You are about to be signed out',
  idleText: (seconds) => `Nothing was done for a while. You are signed out in ${seconds} seconds.`,
  stay: 'Stay signed in',
  signingOut: 'Signing you out',
  notSignedOut: 'You are not quite signed out',
  signOutFailed:
    'What these pages had kept is gone, but the sign-in service could not be reached, so you may still be signed in there. Check the connection and sign out again. On a borrowed computer, please close the browser too.',
  unreachable: 'The sign-in service cannot be reached. Check the connection and try again.',
};
