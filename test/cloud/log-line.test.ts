import { describe, expect, test } from '@jest/globals';
import { parseLogLine } from '#cloud/log-line.ts';

const AT = '2026-11-23T09:00:00.000Z';

describe('a line of a log', () => {
  test('of Lambda tells how an invocation ended', () => {
    const line = parseLogLine(
      JSON.stringify({
        time: AT,
        type: 'platform.report',
        record: {
          requestId: 'r-1',
          metrics: { durationMs: 12.5, initDurationMs: 300 },
          status: 'error',
          errorType: 'WipeMovedOn',
        },
      }),
    );

    expect(line).toMatchObject({
      at: Date.parse(AT),
      text: 'report error WipeMovedOn 12.5 ms after a start of 300 ms r-1',
      report: { status: 'error' },
    });
  });

  test('of a function shows its fields, without what is on every line', () => {
    const line = parseLogLine(
      JSON.stringify({
        level: 'INFO',
        message: 'command-signed',
        timestamp: AT,
        service: 'remote-wipe',
        sampling_rate: 0,
        code: 'command-signed',
        wipeId: 'e.1',
        counts: [1],
      }),
    );

    expect(line).toMatchObject({
      at: Date.parse(AT),
      text: 'INFO command-signed wipeId=e.1 counts=[1]',
    });
    expect(line.report).toBeUndefined();
  });

  test('of an error is told with its trace', () => {
    const raw = JSON.stringify({ errorType: 'E', errorMessage: 'm', trace: ['E: m', '    at f'] });

    expect(parseLogLine(raw)).toEqual({ text: 'ERROR E: m\n    at f', raw });
  });

  test.each(['plain', '{"half":', 'null', '[]', '{"time":"soon","type":"platform.start"}'])(
    'that is something else stays as it is: %s',
    (raw) => {
      expect(parseLogLine(raw)).toEqual({ text: raw, raw });
    },
  );
});
