/** Words of every page. */
import type { Texts } from '../texts.ts';

export const common: Texts['common'] = {
  service: 'Remote wipe',
  skip: 'Skip to the content',
  languages: { ja: '日本語', en: 'English' },
  languageSwitch: 'Language',
  languagesFailed: {
    ja: '日本語で表示できませんでした。通信を確かめて、再読み込みしてください。',
    en: 'English could not be fetched. Check the connection and reload.',
  },
  menu: 'Guide',
  home: 'Your lines',
  counter: 'Counter',
  approvals: 'Approvals',
  howTo: 'How to use it',
  models: 'Supported models',
  shopVisit: 'At a shop',
  signIn: 'Sign in',
  signOut: 'Sign out',
  retry: 'Try again',
  reload: 'Reload',
  loading: 'Loading',
  opensElsewhere: '(another site, in a new tab)',
  free: 'There is no charge and nothing to sign up for.',
  trademarks: [
    'Android is a trademark or registered trademark of Google LLC.',
    'Apple, iPad and iPhone are trademarks of Apple Inc., registered in the U.S. and other countries. The trademark iPhone is used under a licence from Aiphone K.K. iCloud is a service mark of Apple Inc.',
  ],
  session: {
    wanted: 'Please sign in to see this page.',
    over: 'Your sign-in has expired. Sign in again to go on where you were; sign out if you leave this computer.',
    elsewhere: 'You signed out in another tab. To go on, please sign in again.',
    refused: 'You could not be signed in. Please try again.',
    unfinished: 'The sign-in could not be finished. Check the connection and try again.',
    lostFactor:
      'You could not be signed in without the device that you sign in with. Sign in another way to go on where you were.',
    factorMissing: 'I do not have the device that I sign in with',
    wrongRole: 'This page is not for the account that is signed in.',
    idleTitle: 'You are about to be signed out',
    idleText: (seconds) =>
      `Nothing was done for a while. You are signed out in ${seconds} seconds.`,
    stay: 'Stay signed in',
    signingOut: 'Signing you out',
    signOutFailed:
      'What these pages had kept is gone, but the sign-in could not be reached, so you may still be signed in there. Check the connection and sign out again. On a borrowed computer, please close the browser too.',
    unreachable: 'The sign-in cannot be reached. Check the connection and try again.',
  },
  failure: {
    unreachable: 'No connection. Check the network; you can go on here once it is back.',
    notSure:
      'No answer came back. Whether it arrived is not known. Pressing again never does it twice.',
    unreadable: 'No answer just now. Please wait a little and try again.',
    internal: 'Something went wrong on our side. Please wait a little and try again.',
    busy: 'There is much to do just now. Please wait a little and try again.',
    unknown: 'That could not be done.',
    lastSeen: (time) => `Last confirmed at ${time}.`,
    retryAfter: (wait) => `Please try again in ${wait}.`,
    seconds: (count) => (count === 1 ? '1 second' : `${count} seconds`),
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
    code: (code) => `Code: ${code}`,
  },
  notFound: {
    title: 'There is no such page',
    text: 'Please check the address.',
    toStart: 'To the first page',
  },
};
