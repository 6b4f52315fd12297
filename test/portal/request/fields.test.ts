import { describe, expect, test } from '@jest/globals';
import { RequestWipe } from '#functions/contract/requests.ts';
import {
  emptyFields,
  type Fields,
  mistakesIn,
  requestOf,
  type Target,
  warningsOf,
} from '#portal/request/fields.ts';

const target = (overrides: Partial<Target> = {}): Target => ({
  enrolmentId: 'e'.repeat(43),
  number: '*******0001',
  warnings: [],
  ...overrides,
});

const fields = (overrides: Partial<Fields> = {}): Fields => ({
  ...emptyFields(),
  lastFour: '0001',
  ...overrides,
});

describe('the form', () => {
  test('has nothing to mend once the digits are there and every warning is ticked', () => {
    const filled = fields({ ticked: ['W_PRESET_UNKNOWN'] });

    expect(mistakesIn(filled, target({ warnings: ['W_PRESET_UNKNOWN'] }))).toEqual({});
  });

  test('has another key each time it is begun', () => {
    expect(emptyFields().key).not.toBe(emptyFields().key);
  });

  test.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['001', 'malformed'],
    ['00011', 'malformed'],
    ['abcd', 'malformed'],
    ['0002', 'other-number'],
  ] as const)('says of the digits "%s" that they are wrong: %s', (lastFour, mistake) => {
    expect(mistakesIn(fields({ lastFour }), target())).toEqual({ lastFour: mistake });
  });

  test.each(['0001', ' 0001 ', '０００１'])(
    'takes the digits as people type them: "%s"',
    (lastFour) => {
      expect(mistakesIn(fields({ lastFour }), target())).toEqual({});
      expect(requestOf(fields({ lastFour }), target(), undefined).lastFour).toBe('0001');
    },
  );

  test('names the warnings without a tick', () => {
    const warned = target({ warnings: ['W_PRESET_UNKNOWN', 'W_LINE_SUSPENDED'] });

    const mistakes = mistakesIn(fields({ ticked: ['W_LINE_SUSPENDED'] }), warned);

    expect(mistakes).toEqual({ ticks: ['W_PRESET_UNKNOWN'] });
  });

  test('asks for a tick for a warning that came up at sending, once', () => {
    const late = fields({ cameUp: ['W_LINE_SUSPENDED'] });

    expect(mistakesIn(late, target())).toEqual({ ticks: ['W_LINE_SUSPENDED'] });
    expect(warningsOf(target({ warnings: ['W_LINE_SUSPENDED'] }), late)).toHaveLength(1);
  });
});

describe('the request', () => {
  const warned = target({ warnings: ['W_PRESET_UNKNOWN'] });

  test('is what the service takes', () => {
    const filled = fields({ ticked: ['W_PRESET_UNKNOWN'], days: '90' });

    const body = requestOf(filled, warned, '12345678');

    expect(RequestWipe.parse(body)).toEqual({
      enrolmentId: 'e'.repeat(43),
      lastFour: '0001',
      consents: ['W_PRESET_UNKNOWN'],
      deadlineDays: 90,
      stepUpCode: '12345678',
    });
  });

  test('says nothing of what was left to the service', () => {
    const body = requestOf(fields(), target(), undefined);

    expect(Object.keys(body).sort()).toEqual(['consents', 'enrolmentId', 'lastFour']);
  });

  test('consents to nothing that is not in force', () => {
    const filled = fields({ ticked: ['W_PRESET_UNKNOWN', 'W_SHA2_LEGACY'] });

    expect(requestOf(filled, warned, undefined).consents).toEqual(['W_PRESET_UNKNOWN']);
  });

  test('is the same each time it is sent', () => {
    const filled = fields({ ticked: ['W_PRESET_UNKNOWN'] });

    expect(requestOf(filled, warned, undefined)).toEqual(requestOf(filled, warned, undefined));
  });
});
