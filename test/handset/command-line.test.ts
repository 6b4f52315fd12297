import { describe, expect, test } from '@jest/globals';
import { HELP, readCommandLine } from '#handset/command-line.ts';
import { FAULTS, Faults, STEPS } from '#handset/faults.ts';
import { createFleet } from '#handset/fleet.ts';
import type { HandsetOptions } from '#handset/options.ts';

const ADDRESSES = ['--api', 'http://127.0.0.1:1/', '--inbox', 'http://127.0.0.1:2/'];
const read = (...more: string[]) => readCommandLine([...ADDRESSES, ...more]);

describe('the command line', () => {
  test('needs an API and an inbox and has an answer for all the rest', () => {
    expect(read()).toMatchObject({ count: 1, number: '09000000001', fault: [] });
    expect(() => readCommandLine([])).toThrow('--api');
  });

  test.each([
    ['--bogus'],
    ['--count', '0'],
    ['--count', 'many'],
    ['--sim', 'paper'],
    ['--clock', 'tomorrow'],
    ['--fault', 'bogus'],
    ['--fault', 'lose-report:bogus'],
    ['--fault', 'wrong-clock'],
    ['stray'],
  ])('refuses %s %s', (...wrong) => {
    expect(() => read(...wrong.filter((part) => part !== undefined))).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });

  test('explains every fault', () => {
    expect(readCommandLine(['-h'])).toBe('help');
    for (const name of Object.keys(FAULTS)) expect(HELP).toContain(name);
  });
});

describe('faults', () => {
  test('have a usual value where one is named', () => {
    expect(new Faults(['refuse']).value('refuse')).toBe('malformed');
  });

  test('of several values are told apart', () => {
    const faults = new Faults(['lose-report:accepted', 'lose-report:erased']);

    faults.clear('lose-report:erased');

    expect(faults.has('lose-report', 'accepted')).toBe(true);
    expect(faults.has('lose-report', 'erased')).toBe(false);
  });

  test('are cleared by name alone whatever their value', () => {
    const faults = new Faults(['claim-for-ever:20']);

    faults.clear('claim-for-ever');

    expect(faults.has('claim-for-ever')).toBe(false);
  });

  test('include dying after every step', () => {
    expect(() => new Faults(STEPS.map((step) => `die-after-${step}`))).not.toThrow();
  });
});

describe('a fleet', () => {
  const fleet = (options: Partial<HandsetOptions>, count: number) =>
    createFleet(
      {
        dir: 'd',
        number: '09000000001',
        model: 'm',
        api: 'http://127.0.0.1:1/',
        inbox: { listen: () => () => undefined, ready: Promise.resolve(), close: () => undefined },
        ...options,
      },
      { count },
    ).map(({ number }) => number);

  test('counts numbers up', () => {
    expect(fleet({}, 2)).toEqual(['09000000001', '09000000002']);
  });

  test('fills a template up to eleven digits', () => {
    expect(fleet({ number: '090{n}' }, 2)).toEqual(['09000000001', '09000000002']);
  });

  test('refuses what is no number', () => {
    expect(() => fleet({ number: '123' }, 1)).toThrow('digits');
  });
});
