/** Words of one wipe: its way, what it waits for, how it ended, who asked for it. */
import type { Texts } from '../texts.ts';

const steps: Texts['wipe']['steps'] = {
  requested: 'Request',
  checked: 'Check of the conditions',
  approved: 'Approval by a second person',
  contacted: 'Notice to the phone',
  answered: 'Answer of the phone',
  begun: 'Start of the erasure',
  sd: 'Erasure of the SD card',
  internal: 'Erasure of the phone',
  sealed: 'Record',
};

const waiting: Texts['wipe']['waiting'] = {
  checking: {
    title: 'Received',
    text: 'The conditions are being checked.',
    next: 'Once that is done, the phone is notified.',
  },
  approval: {
    title: 'Waiting for approval',
    text: 'For safety a second person has to agree. Until they have, nothing is sent to the phone.',
    next: 'Once it is approved, the phone is notified. If nobody approves in time, it ends and nothing is erased.',
  },
  pause: {
    title: 'Sending is paused',
    text: 'For safety nothing is being sent to any phone just now. Your request is kept.',
    next: 'It goes on by itself when sending resumes. There is nothing you need to do.',
  },
  governor: {
    title: 'Waiting its turn',
    text: 'Many have asked just now, so phones are notified in turn. Your request is kept.',
    next: 'It goes on by itself when its turn comes. There is nothing you need to do.',
  },
  operator: {
    title: 'Held back by our staff',
    text: 'Our staff hold this request back while they check it.',
    next: 'It goes on by itself once that is done.',
  },
  suspension: {
    title: 'Held back to be checked',
    text: 'What was done at the counter where this was asked for is being checked, so nothing is sent for now.',
    next: 'It goes on by itself once that is done.',
  },
  held: {
    title: 'Held back for now',
    text: 'Nothing is sent to the phone just now. Your request is kept.',
    next: 'It goes on by itself later.',
  },
  handset: {
    title: 'Waiting for the phone',
    text: 'The phone was notified and has not answered yet. It may be off or out of coverage. Nothing has been erased so far.',
    next: 'Once the phone is on and in coverage, it is erased. You may close this page: it goes on without it.',
  },
  command: {
    title: 'The command was sent',
    text: 'The phone was reached and the command sent to it. We are waiting for its word; whether anything has been erased is not known yet.',
    next: 'Its word is shown here as soon as it arrives.',
  },
  wished: {
    title: 'Your wish to cancel is noted',
    text: 'The command had been sent already, so whether it can be cancelled is not known yet. No other command will be sent.',
    next: 'Which of the two it is will be shown here once the phone tells.',
  },
  erasing: {
    title: 'The phone has begun to erase',
    text: 'The phone verified the command and has begun to erase. This can no longer be cancelled. That it is done is not confirmed yet.',
    next: 'Should the phone tell us that it is done, it is shown here. Many phones cannot communicate after a reset: if no word has come by the time below, the page says that the result is not known.',
  },
};

const ends: Texts['wipe']['ends'] = {
  erased: {
    title: 'The phone has been erased',
    text: 'The data on the phone itself is erased. It cannot be brought back.',
  },
  unconfirmed: {
    title: 'The result is not known',
    text: 'A command went out, and nothing proves what became of it. We can say neither that the phone was erased nor that it was not. Many phones cannot communicate after a reset.',
  },
  failed: { title: 'The phone could not be erased', text: 'The wipe is not complete.' },
  refused: { title: 'It was not carried out', text: 'This request did nothing to the phone.' },
  rejected: {
    title: 'It was not approved',
    text: 'A second person did not agree, so it was not carried out. The phone has not been erased.',
  },
  cancelled: {
    title: 'Cancelled',
    text: 'The request is cancelled for certain. It will not erase the phone.',
  },
  withdrawn: {
    title: 'Cancelled on our side',
    text: 'For safety we cancelled many requests, this one among them. The phone has not been erased. Please ask again.',
  },
  deadline: {
    title: 'Time ran out',
    text: 'The wipe could not begin in time, so nothing was done. The phone has not been erased.',
  },
  'approval-lapsed': {
    title: 'The time for approval ran out',
    text: 'It was not approved in time, so nothing was done. The phone has not been erased.',
  },
};

const reasons: Texts['wipe']['reasons'] = {
  deadline: 'The wipe could not begin in time.',
  'approval-lapsed': 'Nobody decided in time.',
  'ownership-changed': 'The line went to another owner, or its contract ended.',
  'enrolled-anew':
    'The phone was enrolled anew before a command went out. See which phone the line has now, and ask again.',
  'not-eligible': 'A condition of the service is not met any more.',
  'consent-missing':
    'After you asked, something came up that you have to accept. You are asked about it when you request it again.',
  'not-received': 'The command did not arrive: the phone stated, signed, that it has none.',
  'internal-not-erased':
    'The phone told us that it could not erase its storage. See below for the SD card.',
  failed: 'The phone told us that it could not, and gave no reason.',
  'bad-signature': 'The phone refused the command: it could not verify the signature.',
  'unknown-key': 'The phone refused the command: it does not know the key.',
  'wrong-algorithm': 'The phone refused the way in which the command was signed.',
  'wrong-audience': 'The phone refused the command as one for another phone.',
  'counter-rollback': 'The phone refused the command: it had seen a newer one.',
  malformed: 'The phone could not read the command. Its app may be old.',
  other: 'The phone refused for another reason.',
};

const next: Texts['wipe']['next'] = {
  record: 'See the record',
  again: 'Ask again',
  google: 'Android’s Find My Device may be able to erase it as well.',
  line: 'To the line',
  passwords: 'To be safe, consider changing the passwords of what you used on the phone.',
};

export const wipe: Texts['wipe'] = {
  title: (model) => `Wipe of ${model}`,
  plainTitle: 'Progress of the wipe',
  backToLine: 'Back to the line',
  notFound: 'There is no such wipe. Please look for it from your lines.',
  toLines: 'To your lines',
  progress: 'Progress',
  steps,
  status: {
    done: 'done',
    present: 'now',
    'to-come': 'to come',
    stopped: 'came no further',
    failed: 'could not be done',
    unclear: 'not known',
  },
  sd: {
    erased: 'erased',
    'no-card': 'there was no card',
    failed: 'could not be erased',
    unknown: 'not known whether erased',
  },
  sdTitle: 'SD card',
  sdText: {
    erased: 'The SD card in the phone was erased.',
    'no-card': 'There was no SD card in the phone.',
    failed:
      'The SD card could not be erased. If it held what others must not see, take care: change the passwords of accounts that were on it.',
    unknown: 'Whether the SD card was erased could not be learned.',
  },
  proofTitle: 'How we know',
  proof: {
    report: 'The phone stated, signed, that it has erased itself.',
    receipt:
      'The phone was enrolled anew after the reset, and showed, signed, that it had carried out this command.',
    attestation: 'The phone was enrolled anew, and its platform proved that it had been reset.',
  },
  waiting,
  ends,
  reasons,
  next,
  whatNext: 'What happens next',
  whatYouCanDo: 'What you can do',
  laterProof:
    'Proof may still come from the phone. Then the result on this page changes, and we tell you at your contacts.',
  announced: (title) => `The state has changed. ${title}`,
  approvalUntil: 'Approval by',
  deadline: 'Waits for the phone until',
  verdictUntil: 'Waits for word from the phone until',
  requestedAt: 'Asked for',
  endedAt: 'Ended',
  factsTitle: 'The request',
  model: 'Model',
  number: 'Number',
  channel: 'How it was asked for',
  channels: { web: 'Online, by whoever was signed in', shop: 'At a shop’s counter' },
  shop: 'Shop',
  documents: 'Documents seen',
  reservation: 'Reservation',
  reservations: { yes: 'Yes', no: 'No' },
  customerPresent: 'Customer present',
  presences: { yes: 'Yes, by the clerk’s word', no: 'No' },
  approvalTitle: 'Second person',
  approved: 'Approved',
  notYetApproved: 'Not approved yet',
  notApproved: 'Not approved',
  approvalWhy: 'Why one is needed',
  approvalReasons: {
    'customer-absent': 'the customer was not there',
    'clerk-over-soft-limit': 'many requests at the same counter',
    'reached-lately': 'a command went to this line’s phone lately',
    'line-limit': 'many requests for this line',
  },
  contested: 'Somebody told us that this was not them. Our staff are looking into it.',
  notMeTitle: 'If you did not ask for this',
  notMe: {
    possible:
      'Cancel it here at once. You can also tell us by the link in the mail or SMS that you received. Please change your password too.',
    over: 'Tell us by the link in the mail or SMS that you received. Please change your password too.',
  },
  cancel: {
    title: 'Cancel',
    text: {
      possible:
        'You can cancel, for example when you have found the phone. While no command was sent, that is certain.',
      issued:
        'A command was sent already, but you can still wish to cancel. The phone’s word tells whether it was in time.',
    },
    open: 'Cancel the request',
    dialogTitle: (model) => `Cancel the wipe of ${model}?`,
    dialogText:
      'Then this request does not erase the phone. Do not cancel if the lost phone may be in somebody else’s hands.',
    confirm: 'Cancel it',
    keep: 'Go back without cancelling',
    done: 'It is cancelled for certain.',
    tooLate: 'The phone has begun to erase, so it can no longer be cancelled.',
    words: {
      'not-known-yet':
        'Your wish is noted. The command had been sent already, so whether it can be cancelled is not known yet. It is shown here once it is.',
      'too-late': 'It was too late: the phone has begun to erase.',
      'wipe-ended': 'This wipe has ended already.',
      'wipe-not-found': 'There is no such wipe.',
    },
  },
  recordReady: 'The record is ready.',
  recordSoon: 'The record is being made.',
};
