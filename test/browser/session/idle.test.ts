import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { noteAct, timeLeft } from '#browser/session/idle.ts';
import { Tab } from './tab.ts';

const MINUTE = 60_000;

let tab: Tab;
beforeEach(() => {
  tab = new Tab();
  jest.useFakeTimers({ now: 0 });
});

describe('a machine that is left', () => {
  test('has ten minutes from when the pages first look', () => {
    expect(timeLeft()).toBe(10 * MINUTE);
    jest.setSystemTime(4 * MINUTE);

    expect(timeLeft()).toBe(6 * MINUTE);
  });

  test.each([
    [0, 10],
    [8, 2],
    [10, 0],
    [600, -590],
  ])('has, %i minutes after the last act, %i left', (since, left) => {
    noteAct();
    jest.setSystemTime(since * MINUTE);

    expect(timeLeft()).toBe(left * MINUTE);
  });

  test('has them anew with another act', () => {
    noteAct();
    jest.setSystemTime(9 * MINUTE);
    noteAct();

    expect(timeLeft()).toBe(10 * MINUTE);
    expect(tab.names).toEqual(['last-act']);
  });
});
