import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WINDOW_KINDS, windowAt } from '#domain/governor/windows.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';

const LENGTHS = { '5min': 5 * MINUTE, hour: HOUR, day: DAY };
const instant = fc.integer({ min: 0, max: Date.parse('2099-12-31T23:59:59Z') });

describe('a window', () => {
  test.each([
    ['day', '2026-03-10T14:59:59.999Z', 'day 2026-03-10'],
    ['day', '2026-03-10T15:00:00.000Z', 'day 2026-03-11'],
    ['hour', '2026-03-11T00:59:59.999Z', 'hour 2026-03-11T09'],
    ['hour', '2026-03-11T01:00:00.000Z', 'hour 2026-03-11T10'],
    ['5min', '2026-03-11T00:04:59.999Z', '5min 2026-03-11T09:00'],
    ['5min', '2026-03-11T00:05:00.000Z', '5min 2026-03-11T09:05'],
  ] as const)('of a %s at %s is named by its start in Japan: %s', (kind, at, name) => {
    expect(windowAt(kind, Date.parse(at)).name).toBe(name);
  });

  test.each(WINDOW_KINDS)('has its length, and the instant in it: %s', (kind) => {
    fc.assert(
      fc.property(instant, (at) => {
        const { startsAt, endsAt } = windowAt(kind, at);

        expect(endsAt - startsAt).toBe(LENGTHS[kind]);
        expect(startsAt <= at && at < endsAt).toBe(true);
      }),
    );
  });

  test.each(WINDOW_KINDS)('is the same for all of its instants, and no other: %s', (kind) => {
    fc.assert(
      fc.property(instant, (at) => {
        const { name, startsAt, endsAt } = windowAt(kind, at);

        expect([windowAt(kind, startsAt).name, windowAt(kind, endsAt - 1).name]).toEqual([
          name,
          name,
        ]);
        expect(windowAt(kind, endsAt).name > name).toBe(true);
      }),
    );
  });

  test('never lies in two windows of the next longer kind', () => {
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom(['5min', 'hour'] as const, ['hour', 'day'] as const),
        (at, [short, long]) => {
          const { startsAt, endsAt } = windowAt(short, at);

          expect(windowAt(long, endsAt - 1)).toEqual(windowAt(long, startsAt));
        },
      ),
    );
  });
});
