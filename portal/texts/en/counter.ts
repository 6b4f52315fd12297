/** Words of the shop's counter: finding a line, asking for a wipe, following it, the receipt. */
import type { Texts } from '../texts.ts';

export const counter: Texts['counter'] = {
  title: 'At the counter',
  lead: 'Find the line by the customer’s number. The number stays on this screen alone; after a reload it has to be typed again.',
  number: 'Phone number',
  numberHint: 'With or without hyphens and blanks.',
  numberWrong: 'Enter a number of 10 or 11 digits that begins with 0.',
  search: 'Find the line',
  resume: {
    title: 'There is a request that was begun',
    go: 'Go on with it',
    drop: 'Drop it',
  },
  found: 'Line',
  plan: 'Plan',
  plans: {
    docomo: 'docomo plan',
    ahamo: 'ahamo',
    irumo: 'irumo',
    kids: 'Kids keitai plan',
    business: 'Business plan',
    mvno: 'Another carrier’s line',
  },
  status: 'State of the line',
  statuses: { active: 'In use', suspended: 'Suspended', ended: 'Contract ended' },
  model: 'Model',
  choose: (model) => `Take a request for ${model}`,
  standing: {
    'under-way': 'A wipe of this device has been asked for already.',
    erased: 'This device is confirmed to be erased already.',
    unconfirmed: 'The result of the last wipe is not confirmed. Until it is there can be no other.',
  },
  toWipe: 'See the progress',
  history: {
    title: 'Wipes asked for at this shop',
    none: 'No wipe of this line has been asked for at this shop.',
  },
  problems: {
    'line-not-found':
      'There is no line with this number. Check the number. For a line of another carrier, send the customer there.',
    'clerk-suspended':
      'You asked for many wipes in a short time, so your requests are stopped. Two people of operations can lift this. Tell whoever is in charge of the shop; a colleague can serve the customer.',
    'limit-reached':
      'The limit of requests is reached, so none can be taken now. What you entered stays here.',
    'target-changed':
      'The last four digits are not those of the line, or its device has changed. Check the digits and press again. If they are right, find the line anew.',
    'not-eligible': 'This device cannot be wiped as things are.',
    'consent-missing':
      'There are further warnings to agree to. Read them out to the customer, tick them and press again.',
    'wipe-open': 'A wipe of this device has been asked for already. There can be no second one.',
    'enrolment-ended': 'This device has been wiped or is in use no more. Find the line anew.',
    'result-unknown':
      'The result of the last wipe is not known yet, and until it is there can be no other. Find the line anew to see the newest state.',
    'idempotency-key-reused':
      'It has been accepted already, as it was when you pressed before. You are taken to it.',
  },
  searchAgain: 'Find the line anew',
  request: {
    title: 'Ask for a wipe',
    nothing: 'No request has been begun. Find the line first.',
    back: 'To finding a line',
    confirmed:
      'You are verified, and what you entered is still here. Press the button below again to ask for the wipe.',
    target: 'Device to be wiped',
    number: 'Phone number',
    tellTitle: 'To be read out to the customer',
    tell: [
      'The wipe begins when the device is switched on and in coverage. Nobody can say when that is.',
      'Once the device has the command and begins to erase, it cannot be cancelled.',
      'If the device is not reached in time, it ends and nothing is erased.',
      'There is no charge.',
    ],
    told: 'I have read all of it out, and the customer agrees.',
    documents: 'Documents seen',
    documentsHint:
      'Of the contract holder only. Choose at least one. Nothing that stands in them is entered.',
    visit: 'The visit',
    reservation: 'The visit was booked',
    present: 'The contract holder is at the counter now',
    presentHint:
      'Whether they are here is recorded as your word. Without the tick, a second person has to approve the wipe.',
    warnings: 'Warnings that the customer agrees to',
    warningsHint: 'Read each out and tick it once the customer agrees. All are needed.',
    deadline: 'Days to wait for the device',
    deadlineHint: (days) =>
      days === undefined
        ? '1 to 330. The usual number of days if left empty.'
        : `1 to 330. ${days} days if left empty.`,
    lastFour: 'Last four digits of the phone number',
    lastFourHint: 'Have the customer say them, and type what you hear.',
    submit: (phone) => `Ask for ${phone} to be wiped`,
    mistakes: 'Please check what you entered',
    errors: {
      told: 'Read it out and have the customer’s agreement.',
      documents: 'Choose at least one document that you saw.',
      warnings: 'All warnings have to be agreed to.',
      deadlineDays: 'Enter a number from 1 to 330.',
      lastFour: 'Enter four digits.',
      lastFourOther: 'These are not the last four digits of the number shown.',
    },
  },
  wipe: {
    title: 'Status of the wipe',
    back: 'To the counter',
    states: {
      requested: 'Accepted, and being prepared.',
      'awaiting-approval': 'Waiting for a second person to approve it.',
      held: 'Held back for now.',
      'waiting-for-handset': 'Waiting for the device to be reached.',
      issued: 'The command to erase was sent. Waiting for the device’s answer.',
      accepted: 'The device has the command and is about to erase. It cannot be cancelled.',
      erased: 'The device itself is confirmed to be erased.',
      unconfirmed: 'The command was sent, but the result is not confirmed.',
      failed: 'The device could not erase.',
      refused: 'A condition was not met any more, so nothing was done.',
      rejected: 'It was not approved, so nothing was done.',
      cancelled: 'Cancelled. The device will not be erased.',
      expired: 'The time was over, so nothing was done.',
    },
    next: {
      requested: 'Please wait. This page is kept up to date.',
      'awaiting-approval':
        'Once approved, it waits for the device. If nobody decides in time, it ends and nothing is erased.',
      held: 'It goes on by itself once it is let go. The customer need not do anything.',
      'waiting-for-handset':
        'It waits while the device is off or out of coverage. The customer may leave.',
      issued: 'The device’s answer decides what comes of it.',
      accepted: 'The result comes with the device’s answer, or when the device is next in use.',
      erased:
        'Tell the customer the result. The SD card’s is another than the device’s own: see “What was erased” below.',
      unconfirmed:
        'Many devices cannot answer after they have erased. Should proof come later, this page will say so. Do not tell the customer that it is erased.',
      failed: 'Data may be left on the device. Show the customer the other ways.',
      refused: 'See the reason and find the line anew.',
      rejected: 'Ask the person who rejected it for the reason.',
      cancelled: 'It can be asked for again.',
      expired: 'It can be asked for again.',
    },
    heldFor: {
      pause: 'The whole service is paused for a while.',
      governor: 'As many wipes as may be are under way; this one waits its turn.',
      operator: 'Operations are looking into it.',
      suspension: 'The requests of the clerk who asked are stopped.',
    },
    approval: 'Approval',
    approvalUntil: 'To be approved by',
    approvalReasons: 'Why it needs approval',
    approved: 'Approved',
    requestedAt: 'Accepted at',
    deadlineAt: 'Waits for the device until',
    endedAt: 'Ended at',
    problems: {
      'wipe-not-found': 'No wipe of this number was asked for in this shop.',
    },
  },
  cancel: {
    open: 'Cancel the wipe',
    dialogTitle: (model) => `Cancel the wipe of ${model}?`,
    dialogText: 'Make sure that the customer wants this.',
    confirm: 'Cancel it',
    keep: 'Back without cancelling',
    done: 'Cancelled. This request will not erase the device.',
    wished:
      'Your wish to cancel is noted. Whether the command has arrived is not known yet. It is decided when the device is next reached, and shown here.',
    words: {
      'not-known-yet': 'Your wish to cancel is noted. Whether it was in time is not known yet.',
      'too-late': 'The device has begun to erase, so it could not be cancelled.',
      'wipe-ended': 'This wipe has ended already.',
      'wipe-not-found': 'No wipe of this number was asked for in this shop.',
    },
  },
  receipt: {
    title: 'Remote wipe: receipt',
    print: 'Print the receipt',
    shop: 'Shop',
    acceptedAt: 'Accepted at',
    model: 'Model',
    number: 'Phone number',
    id: 'Number of the wipe',
    status: 'State (as of)',
    until: 'Waits for the device until',
    nextTitle: 'What happens next',
    nextApproval: 'A second person looks at the request. Once approved, it waits for the device.',
    next: 'The wipe begins when the device is switched on and in coverage. If it is not reached in time, the wipe ends and nothing is erased.',
    result: 'The result is sent to your registered contacts. You can also ask at this shop.',
    knowTitle: 'Please note',
    know: [
      'Erased data cannot be brought back. The SD card in the device is erased as well.',
      'If the wallet lock was in place, it stays after the wipe. The lock on the device itself is lifted.',
      'To cancel, for instance when you have found the device, come to the shop that took the request, with this receipt; no other shop can cancel it. Once the device begins to erase it cannot be cancelled.',
      'There is no charge.',
    ],
  },
};
