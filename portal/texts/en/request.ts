/** Words of the form by which a wipe is asked for. */
import type { Texts } from '../texts.ts';

export const request: Texts['request'] = {
  title: 'Ask for a remote wipe',
  back: 'Back to the line',
  targetTitle: 'The phone to be erased',
  number: 'Number',
  earlierHandset: 'This is not the phone that the line uses now, but the one before it.',
  gone: 'This phone is not on the line any more: another took its place, or its enrolment is over. Please choose again on the page of the line.',
  toLine: 'To the line',
  effectsTitle: 'Please read this before you ask',
  effectAll: 'All data and settings on the phone are erased, photos, contacts and mail among them.',
  deviceLockLifted: 'The lock on the device itself is lifted by the wipe.',
  whenTitle: 'When it happens',
  when: 'The phone is erased once it is on, in coverage and can communicate. While it is off or out of coverage, nothing happens.',
  untilUsual: 'If it is not reached in time, it ends without erasing anything.',
  days: 'Days to wait (only to change them)',
  daysHint: (usual) =>
    usual === undefined
      ? 'A number from 1 to 330. Left empty, it waits the usual time.'
      : `A number from 1 to 330. Left empty, it waits ${usual} days.`,
  untilAbout: (day) => `It waits until about ${day}.`,
  daysMalformed: 'Please enter a number from 1 to 330.',
  ticksTitle: 'What you have to accept',
  ticksHint: 'Please read and tick each of them.',
  ticksMissing: 'Some of them are not ticked yet.',
  lastFour: 'To be sure, enter the last four digits of the number',
  lastFourHint: 'The last four digits of the number of the lost phone.',
  lastFourEmpty: 'Please enter the last four digits of the number.',
  lastFourMalformed: 'Please enter four digits.',
  lastFourOther:
    'These are not the last four digits of this line. Is this the line of the lost phone?',
  submit: (phone) => `Erase ${phone}`,
  cannotUndo: 'Erased data cannot be brought back.',
  stepUpAhead: 'After pressing you may be asked to sign in once more, to confirm that it is you.',
  mistakes: 'Please check what you entered',
  refusedTitle: 'This phone cannot be wiped by this service',
  underWayTitle: 'A wipe of this phone is under way',
  underWay: 'There is no need to ask again for the same phone.',
  seeProgress: 'See the progress',
  newWarnings:
    'Meanwhile there is more that you have to accept. Please read and tick it, then press the button again.',
  words: {
    'target-changed':
      'The phone or the number is not the one shown here any more. Please see on the page of the line which phone it has now.',
    'not-eligible':
      'This phone cannot be wiped by this service now. Please see the reasons and what you can do.',
    'enrolment-ended': 'This phone has been erased already, or its enrolment is over.',
    'result-unknown':
      'A command was sent to this phone before and its result is not known yet. Until it is, you cannot ask again.',
    'limit-reached': 'Too many wipes were asked for lately, so none can be taken now.',
    'line-not-found': 'This line cannot be managed with this account.',
    'idempotency-key-reused':
      'What you asked for before has arrived and cannot be changed. See its progress on the page of the line.',
  },
};
