/** Words of the page behind "this was not me" in a message. */
import type { Texts } from '../texts.ts';

export const contest: Texts['contest'] = {
  title: 'A wipe that you know nothing about',
  lead: 'If you were told of a wipe that you did not ask for, you can tell our staff here.',
  doesTitle: 'What the button does',
  does: [
    'It marks the wipe as not yours, and our staff are told.',
    'It does not stop the wipe: whoever can read the message need not be you. To stop it, cancel it in one of the ways that are shown afterwards.',
    'You need not sign in. However often it is pressed, our staff are told once.',
  ],
  idle: 'Nothing happens before you press it.',
  press: 'Say “this was not me”',
  done: 'Our staff have been told.',
  doneAt: 'Told at',
  nextTitle: 'What to do next',
  next: {
    'cancel-signed-in': 'If you can sign in, cancel the wipe.',
    'cancel-at-shop':
      'If you cannot sign in, the shop that took the request can cancel it; no other shop can. Bring your identity documents.',
    'wait-for-result':
      'A command has gone out to the device, so it may not be possible to cancel. The page of the wipe and our messages tell you the result.',
    'change-password': 'Change the password of your account. Somebody else may have signed in.',
    'call-operations':
      'Our staff will look at this wipe. If you cannot sign in, or it is urgent, contact your carrier: the staff there can cancel it.',
  },
  toWipe: 'Open the wipe',
  toShop: 'At a shop',
  contact: 'Contact your carrier',
  incomplete: 'The link is cut short or not right.',
  incompleteText:
    'Copy the link in the message from its beginning to its end and open it again. Also after a reload of this page, open the link in the message anew.',
  otherWays: 'If the link does not work',
  otherWaysText: [
    'If you can sign in, open the wipe from the list of your lines and cancel it.',
    'If you cannot sign in, contact your carrier: the staff there can cancel it.',
    'A wipe that was asked for at a shop can be cancelled at that shop as well.',
  ],
  toLines: 'Sign in and see your lines',
  problems: {
    'wipe-not-found':
      'No wipe goes with this link. Copy the link in the message from its beginning to its end and open it again.',
    'contest-closed':
      'The wipe ended too long ago for this page to be of use. Please ask your carrier’s support.',
  },
};
