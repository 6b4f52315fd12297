/** Words of showing once more who one is, in the middle of what one does. */
import type { Texts } from '../texts.ts';

export const stepUp: Texts['stepUp'] = {
  title: 'Please confirm that it is you',
  text: 'Because this matters, we ask you to sign in once more. What you have entered stays as it is.',
  start: 'Sign in to confirm',
  confirmed: 'You are confirmed. Press the button again to go on.',
  signedIn:
    'You have signed in. Press the button again to go on. You may then be asked for a code as well.',
  codeTitle: 'You can go on with a code',
  codeText:
    'This takes two factors. If you have no second factor, or cannot use yours, we send a code of eight digits to a contact of yours that is not the number of the lost phone.',
  sendCode: 'Send a code',
  sendAgain: 'Send another code',
  sentBy: {
    mail: 'A code was sent to the mail address that we know of you.',
    sms: 'A code was sent by SMS to another number that we know of you.',
  },
  goodUntil: (time) => `It is good until ${time}.`,
  code: 'Code (eight digits)',
  codeHint: 'Enter the code that you received, then press the button again.',
  codeMalformed: 'Please enter eight digits.',
  signInAgain: 'Sign in again with two factors',
  atShop: 'At a shop',
  factorMissing: 'If you do not have the device that you sign in with:',
  words: {
    'code-wrong': 'The code is wrong, or its time is over. Check it, or have another one sent.',
    'too-many-codes':
      'Too many codes were sent, so none can be sent for a while. A shop can help you meanwhile.',
    'no-contact-for-code':
      'There is no contact that a code can be sent to: neither one that changed within seven days nor the number of this line will do. A shop can help you.',
    'code-not-sent': 'The code could not be sent. Please try again. A shop can help you meanwhile.',
  },
};
