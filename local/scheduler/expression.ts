/** Schedule expressions: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
import { AwsError } from '../aws/error.ts';
import { wallClockToEpoch } from './wall-clock.ts';

/** All in milliseconds; `at` is since the epoch. */
export type Expression =
  | { readonly kind: 'rate'; readonly period: number }
  | { readonly kind: 'once'; readonly at: number };

const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/**
 * Reads `rate(5 minutes)` or `at(2026-11-23T10:00:00)`.
 * @throws AwsError `ValidationException`; also for `cron(…)`, which is not hosted.
 */
export function parseExpression(text: string, timeZone: string): Expression {
  if (text.startsWith('cron('))
    throw new AwsError(
      'ValidationException',
      `cron expressions are not hosted by the local cloud (${text}): use rate(…) or at(…)`,
    );
  const [, value = '', unit = ''] = /^rate\(([1-9]\d{0,5}) (minute|hour|day)s?\)$/.exec(text) ?? [];
  const length = UNITS[unit];
  if (length !== undefined) return { kind: 'rate', period: Number(value) * length };
  const [, wallClock] = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(text) ?? [];
  if (wallClock !== undefined) return { kind: 'once', at: wallClockToEpoch(wallClock, timeZone) };
  throw invalid(text);
}

/**
 * The same for EventBridge rules, which have only rates and want the right number of the unit:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseRuleExpression(text: string): Expression {
  const expression = parseExpression(text, 'UTC');
  const one = /^rate\(1 /.test(text);
  if (expression.kind !== 'rate' || one === text.endsWith('s)')) throw invalid(text);
  return expression;
}

const invalid = (text: string) =>
  new AwsError('ValidationException', `Invalid Schedule Expression ${text}.`);
