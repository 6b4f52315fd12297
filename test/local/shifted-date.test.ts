import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { createClock } from '#local/clock.ts';
import { shiftDate } from '#local/shifted-date.ts';

const DAY = 86_400_000;

function shiftedAhead(milliseconds: number) {
  const thread: { Date: DateConstructor } = runInNewContext('globalThis');
  const clock = createClock(milliseconds);
  shiftDate(clock.shared, thread);
  return { clock, thread };
}

test('now, new and the bare call read the same shifted time', () => {
  const { thread } = shiftedAhead(400 * DAY);

  const ahead = [thread.Date.now(), new thread.Date().getTime(), Date.parse(thread.Date())];

  for (const time of ahead) expect(Math.abs(time - Date.now() - 400 * DAY)).toBeLessThan(5_000);
});

test('a later shift is seen at once', () => {
  const { clock, thread } = shiftedAhead(0);

  clock.shift(DAY);

  expect(thread.Date.now() - Date.now()).toBeGreaterThan(DAY - 5_000);
});

test('a given time is left as it is', () => {
  const { thread } = shiftedAhead(DAY);

  expect(new thread.Date(0).getTime()).toBe(0);
  expect(new thread.Date('2020-01-01T00:00:00Z').toISOString()).toBe('2020-01-01T00:00:00.000Z');
});

test('a date is an instance of the shifted constructor and may be subclassed', () => {
  const { thread } = shiftedAhead(DAY);
  class Later extends thread.Date {}

  expect(new thread.Date()).toBeInstanceOf(thread.Date);
  expect(new Later()).toBeInstanceOf(Later);
  expect(new thread.Date().constructor).toBe(thread.Date);
});
