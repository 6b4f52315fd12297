/** Words of the list of wipes. */
import type { Texts } from '../texts.ts';

export const wipes: Texts['wipes'] = {
  title: 'Wipes',
  filter: 'Filter wipes',
  filterHint: 'Choose a property, or enter the id of a wipe or line',
  noPhoneNumber: 'Search by id. No phone number is taken here.',
  bounds: { '>=': 'From then on', '<=': 'Until then' },
  bound: { day: 'Day', time: 'Time (midnight where empty)' },
  csv: 'CSV',
  newest: 'Newest',
  older: 'Older',
  none: 'There are none.',
  noneHere: 'None so far, and there is more to look through.',
  stuck: 'Stuck',
  choose: 'Choose',
  chooseAll: 'Choose all on this page',
  chooseOne: (wipeId) => `Choose ${wipeId}`,
  comma: ', ',
  views: {
    title: 'Views',
    given: {
      all: 'All',
      stuck: 'Stuck',
      open: 'Under way',
      held: 'Held',
      approval: 'Awaiting approval',
      ended: 'Ended',
    },
    keep: 'Keep this view',
    forget: 'Forget this view',
    name: 'Name',
    nameMissing: 'Give it a name.',
    lasts:
      'It stays in this browser for you, also after you sign out. To share it, use the address of this page.',
  },
  bulk: {
    names: {
      hold: (count) => `Hold ${count}`,
      cancel: (count) => `Cancel ${count}`,
    },
    noneChosen: 'Choose wipes in the list first.',
    noneTaken: 'As they stand now, it is taken for none of those chosen.',
    each: (count) =>
      count === 1
        ? 'This one is dealt with.'
        : `These ${count} are dealt with one by one, for the same reason.`,
    targets: 'Wipes that it is done to',
    leftOut: (count) =>
      count === 1
        ? 'This one is chosen, but left out.'
        : `These ${count} are chosen, but left out.`,
    gone: (count) =>
      count === 1
        ? 'One more is left out, for the list shows it no longer.'
        : `${count} more are left out, for the list shows them no longer.`,
    done: {
      hold: (count, of) => `${count} of ${of} are held.`,
      cancel: (count, of) => `${count} of ${of} are cancelled.`,
    },
    wished: (count) =>
      count === 1
        ? 'The cancellation of one is wished for. A command is out, so the handset’s word decides.'
        : `The cancellation of ${count} is wished for. Commands are out, so the handsets’ word decides.`,
    untouched: (count) =>
      count === 1 ? 'Nothing was done to the one left.' : `Nothing was done to the ${count} left.`,
  },
  columns: {
    wipeId: 'Wipe',
    state: 'State',
    waitsFor: 'Waits for',
    model: 'Model',
    channel: 'Channel',
    shop: 'Shop',
    requestedBy: 'Requested by',
    age: 'Age',
    requestedAt: 'Requested at',
    deadlineAt: 'Deadline',
    marks: 'Marks',
    lineId: 'Line id',
  },
  properties: {
    state: 'State',
    model: 'Model',
    channel: 'Channel',
    shop: 'Shop',
    clerk: 'Clerk',
    line: 'Line id',
    wipe: 'Wipe',
    stuck: 'Progress',
    requestedAt: 'Requested at',
  },
  marks: { onHold: 'Held by an operator', contested: 'Contested' },
};
