import { describe, expect, test } from '@jest/globals';
import { clockBy, clockTimeOf, instantOf, timeBy } from '#console/time.ts';

const AT = '2026-03-31T18:05:09.000Z';

describe('a time', () => {
  test('is told by the clock of Japan or in UTC', () => {
    expect(timeBy(AT, { zone: 'japan', language: 'ja' })).toBe('2026/04/01 3:05:09');
    expect(timeBy(AT, { zone: 'japan', language: 'en' })).toBe('1 Apr 2026, 03:05:09');
    expect(timeBy(AT, { zone: 'utc', language: 'ja' })).toBe('2026-03-31 18:05:09 UTC');
  });

  test('is told without its day by the same clocks', () => {
    expect(clockBy(AT, 'japan')).toBe('03:05:09');
    expect(clockBy(AT, 'utc')).toBe('18:05:09 UTC');
  });

  test.each([
    ['japan', '2026-04-01', '03:05'],
    ['utc', '2026-03-31', '18:05'],
  ] as const)('on the clock of %s is the instant that it was typed for', (zone, day, time) => {
    expect(clockTimeOf(AT, zone)).toEqual({ day, time });
    expect(instantOf({ day, time }, zone)).toBe('2026-03-31T18:05:00.000Z');
  });

  test('is midnight where a day alone is given', () => {
    expect(instantOf({ day: '2026-04-01', time: '' }, 'japan')).toBe('2026-03-31T15:00:00.000Z');
  });

  test.each([
    ['', ''],
    ['2026-04', '03:00'],
    ['2026-02-30', '03:00'],
    ['2026-04-01', '3'],
    ['2026-04-01', '24:30'],
  ])('is none on the day %j at %j', (day, time) => {
    expect(instantOf({ day, time }, 'japan')).toBeUndefined();
  });
});
