import { describe, expect, test } from '@jest/globals';
import { parseExpression, parseRuleExpression } from '#local/scheduler/expression.ts';
import { nextFiring } from '#local/scheduler/firing.ts';

const MINUTE = 60_000;

describe('an expression', () => {
  test.each([
    ['rate(1 minute)', MINUTE],
    ['rate(5 minutes)', 5 * MINUTE],
    ['rate(2 hours)', 120 * MINUTE],
    ['rate(1 day)', 1440 * MINUTE],
  ])('%s is a period', (text, period) => {
    expect(parseExpression(text, 'UTC')).toEqual({ kind: 'rate', period });
    expect(parseRuleExpression(text)).toEqual({ kind: 'rate', period });
  });

  test.each([
    ['at(2026-11-23T10:00:00)', 'UTC', '2026-11-23T10:00:00Z'],
    ['at(2026-11-23T10:00:00)', 'Asia/Tokyo', '2026-11-23T01:00:00Z'],
    ['at(2026-07-01T10:00:00)', 'America/New_York', '2026-07-01T14:00:00Z'],
    ['at(2026-12-01T10:00:00)', 'America/New_York', '2026-12-01T15:00:00Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(parseExpression(text, zone)).toEqual({ kind: 'once', at: Date.parse(instant) });
  });

  test.each(['rate(0 minutes)', 'rate(5 seconds)', 'at(2026-02-30T00:00:00)', 'every day'])(
    '%s is refused',
    (text) => {
      expect(() => parseExpression(text, 'UTC')).toThrow();
    },
  );

  test('cron is refused by name, and so is an unknown time zone', () => {
    expect(() => parseExpression('cron(0 3 * * ? *)', 'UTC')).toThrow('cron');
    expect(() => parseExpression('at(2026-11-23T10:00:00)', 'Mars/Base')).toThrow('Mars/Base');
  });

  test.each(['rate(1 minutes)', 'rate(5 minute)', 'at(2026-11-23T10:00:00)'])(
    'a rule does not take %s',
    (text) => {
      expect(() => parseRuleExpression(text)).toThrow(text);
    },
  );
});

describe('the next firing', () => {
  const rate = { kind: 'rate', period: 10 } as const;
  const atOnce = { startsAtOnce: true };

  test('of a schedule is at once, of a rule after its first period', () => {
    const state = { since: 100, firedAt: null };

    expect(nextFiring(rate, state, atOnce)).toBe(100);
    expect(nextFiring(rate, state, { startsAtOnce: false })).toBe(110);
  });

  test('keeps its beat and leaves out what went by', () => {
    expect(nextFiring(rate, { since: 100, firedAt: 112 }, atOnce)).toBe(120);
    expect(nextFiring(rate, { since: 100, firedAt: 187 }, atOnce)).toBe(190);
  });

  test('of a single time is once, and never when it was over before', () => {
    const once = { kind: 'once', at: 50 } as const;

    expect(nextFiring(once, { since: 40, firedAt: null }, atOnce)).toBe(50);
    expect(nextFiring(once, { since: 40, firedAt: 50 }, atOnce)).toBeUndefined();
    expect(nextFiring(once, { since: 60, firedAt: null }, atOnce)).toBeUndefined();
  });
});
