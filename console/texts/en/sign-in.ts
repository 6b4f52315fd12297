/** Words around the sign-in: to come in, to leave, to be left out. */
import type { Texts } from '../texts.ts';

export const signIn: Texts['signIn'] = {
  signOut: 'Sign out',
  enter: 'Sign in',
  title: 'Operations console',
  lead: 'For operators and approvers of the service. Sign in with two factors.',
  signedOut: 'You are signed out.',
  signingOut: 'Signing you out',
  signOutFailed: 'You could not be signed out. Check the network and try again.',
  idle: {
    title: 'You are about to be signed out',
    text: (seconds) => `Nothing was done here: you will be signed out in ${seconds} seconds.`,
    stay: 'Stay signed in',
  },
  notForYou: {
    title: 'Not for your role',
    text: 'Whoever is signed in here has a role that the console is not for.',
  },
  why: {
    'lost-factor': 'The second factor was missing, and the console needs two.',
    refused: 'Nobody was signed in.',
    unfinished: 'The sign-in could not be finished. Check the network and try again.',
    over: 'The sign-in is over.',
    elsewhere: 'You signed out in another tab.',
  },
};
