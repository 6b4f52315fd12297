import { describe, expect, test } from '@jest/globals';
import { watched } from '#lib/log-alarms.ts';
import { FIGURES } from '#lib/log-metrics.ts';
import { alarmsIn } from './alarms-in.ts';
import { synthesize } from './synthesized.ts';

const alarms = alarmsIn(synthesize());
const all = watched({ wipesPer5Minutes: 50 });

describe('an alarm on log lines', () => {
  test.each(all.map((line) => [line.name, line] as const))(
    '%s rings by its metric',
    (name, { from = 1, silence = false, ...by }) => {
      const metric =
        'code' in by
          ? { name: 'lines', dimensions: { code: by.code }, statistic: 'Sum' }
          : { name: FIGURES[by.figure], dimensions: {}, statistic: 'Maximum' };

      expect(alarms.filter((alarm) => alarm.name === name)).toMatchObject([
        {
          metrics: [{ namespace: 'RemoteWipe', period: 300, ...metric }],
          threshold: from,
          silence: silence ? 'breaching' : 'notBreaching',
        },
      ]);
    },
  );

  test('on signing rings where more than two commands go out for each wipe that may', () => {
    const thresholds = [10, 400].map((wipesPer5Minutes) => {
      const made = alarmsIn(synthesize({ wipesPer5Minutes }));
      return made.find(({ name }) => name === 'signing-rate')?.threshold;
    });

    expect(thresholds).toEqual([21, 801]);
  });
});
