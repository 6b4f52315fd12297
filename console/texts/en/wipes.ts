/** Words of the list of wipes. */
import type { Texts } from '../texts.ts';

export const wipes: Texts['wipes'] = {
  title: 'Wipes',
  filter: 'Filter wipes',
  csv: 'CSV',
  newer: 'Newer',
  older: 'Older',
  none: 'There are none.',
  noneHere: 'None so far, and there is more to look through.',
  stuck: 'Stuck',
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
