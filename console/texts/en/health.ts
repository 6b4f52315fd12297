/** Words of the page that tells how the service does. */
import { END_REASONS } from '#functions/contract/end-reasons.ts';
import type { Texts } from '../texts.ts';

export const health: Texts['health'] = {
  title: 'Health',
  tableBeside: 'A table has the same figures.',
  tableBelow: 'The table below has the same figures.',
  length: (parts) => parts.join(' '),
  restsOn: {
    all: (wipes) => `Of all ${wipes} asked for in the last 31 days.`,
    newest: (wipes) => `Of the newest ${wipes} asked for in the last 31 days.`,
  },
  sample: {
    title: 'What the figures rest on',
    facts: {
      at: 'Counted at',
      wipes: 'Wipes counted',
      since: 'Oldest request',
      rests: 'Sample',
      open: 'Open wipes',
      stuck: 'Stuck wipes',
    },
    complete: 'All of the last 31 days',
    partial: 'The newest of the last 31 days',
  },
  states: { title: 'Wipes by state', columns: { state: 'State', wipes: 'Wipes' } },
  times: {
    title: 'Time from the request',
    names: { timeToClaim: 'Until the handset has its command', timeToErase: 'Until it is erased' },
    columns: {
      name: 'Stretch',
      p50: 'Median (p50)',
      p99: '99th percentile (p99)',
      of: 'Wipes it rests on',
    },
    claims: (wipes) =>
      `“Until the handset has its command” is of the newest ${wipes} among them that had one.`,
    slowest: 'Slowest',
    axis: { days: 'Days', hours: 'Hours', minutes: 'Minutes', seconds: 'Seconds' },
    none: 'No wipe has come so far.',
  },
  endings: {
    title: 'Why wipes ended without erasing',
    none: 'None has.',
    columns: { reason: 'Reason', state: 'State', wipes: 'Wipes', means: 'Means', todo: 'Do' },
  },
  reasons: END_REASONS,
  stuck: {
    title: 'Stuck wipes',
    means: 'Due for five minutes and more, longest first.',
    none: 'None is stuck.',
    all: 'See all',
  },
};
