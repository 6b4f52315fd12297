import { describe, expect, test } from '@jest/globals';
import { choiceState } from '#local/step-functions/definition/choice.ts';
import { choose } from '#local/step-functions/execution/choose.ts';
import { evaluate, readExpression } from '#local/step-functions/language/expression.ts';
import type { Json } from '#local/step-functions/language/json.ts';
import { find, readPath } from '#local/step-functions/language/path.ts';
import { readTimestamp } from '#local/step-functions/language/timestamp.ts';

function chosen(rule: object, data: Json): boolean {
  const state = choiceState.parse({
    Type: 'Choice',
    Choices: [{ ...rule, Next: 'yes' }],
    Default: 'no',
  });
  return choose(state, { data, context: { Execution: { Name: 'n' } } }) === 'yes';
}

describe('a path', () => {
  const data = { a: { b: [1, { c: null }] }, 'x y': 2, ü: 3, 'k-l_1': 4, $: 5 };
  test.each([
    ['$', data],
    ['$.a.b[0]', 1],
    ['$.a.b[1].c', null],
    ['$["a"][\'b\'][0]', 1],
    ["$['x y']", 2],
    ['$.ü', 3],
    ['$.k-l_1', 4],
    ["$['$']", 5],
    ['$.a.b[2]', undefined],
    ['$.a.b.length', undefined],
    ['$.a.b[1].c.d', undefined],
    ['$.a[0]', undefined],
    ['$.toString', undefined],
    ['$$.Execution', undefined],
  ])('%s finds %j', (text, value) => {
    const path = readPath(text);

    expect('problem' in path ? path : find(path, { data, context: {} })).toEqual(value);
  });

  test.each(['a', '$a', '$.', '$.a.', '$.a b', '$[a]', '$[-1]', '$.a[1:2]', '$.a[?(@.b)]', '$.*'])(
    '%s is none',
    (text) => {
      expect(readPath(text)).toHaveProperty('problem');
    },
  );
});

describe('a rule', () => {
  const data = {
    s: 'log-2026.txt',
    n: 5,
    t: true,
    z: null,
    at: '2026-01-31T12:00:00Z',
    later: '2026-01-31T21:00:00.001+09:00',
    m: 5,
    star: '*',
    o: {},
  };
  test.each<[object, boolean]>([
    [{ Variable: '$.s', StringEquals: 'log-2026.txt' }, true],
    [{ Variable: '$.n', StringEquals: '5' }, false],
    [{ Variable: '$.s', StringLessThan: 'm' }, true],
    [{ Variable: '$.s', StringLessThanEquals: 'log-2026.txt' }, true],
    [{ Variable: '$.s', StringGreaterThan: 'log-2026.txt' }, false],
    [{ Variable: '$.s', StringGreaterThanEquals: 'M' }, true],
    [{ Variable: '$.s', StringEqualsPath: '$.star' }, false],
    [{ Variable: '$.s', StringMatches: 'log-*.txt' }, true],
    [{ Variable: '$.s', StringMatches: '*2026*' }, true],
    [{ Variable: '$.s', StringMatches: '*.txt.txt' }, false],
    [{ Variable: '$.s', StringMatches: 'log-*26.t*xt*' }, true],
    [{ Variable: '$.s', StringMatches: 'LOG*' }, false],
    [{ Variable: '$.star', StringMatches: '\\*' }, true],
    [{ Variable: '$.s', StringMatches: '\\*' }, false],
    [{ Variable: '$.n', NumericEquals: 5.0 }, true],
    [{ Variable: '$.n', NumericEqualsPath: '$.m' }, true],
    [{ Variable: '$.n', NumericEqualsPath: '$.s' }, false],
    [{ Variable: '$.n', NumericLessThan: 5 }, false],
    [{ Variable: '$.n', NumericLessThanEqualsPath: '$.m' }, true],
    [{ Variable: '$.n', NumericGreaterThan: 4.9 }, true],
    [{ Variable: '$.n', NumericGreaterThanEquals: 5.1 }, false],
    [{ Variable: '$.t', BooleanEquals: true }, true],
    [{ Variable: '$.n', BooleanEquals: false }, false],
    [{ Variable: '$.t', BooleanEqualsPath: '$.t' }, true],
    [{ Variable: '$.at', TimestampEquals: '2026-01-31T21:00:00+09:00' }, true],
    [{ Variable: '$.at', TimestampLessThanPath: '$.later' }, true],
    [{ Variable: '$.at', TimestampGreaterThanEquals: '2026-01-31T12:00:00.000001Z' }, false],
    [{ Variable: '$.s', TimestampEquals: '2026-01-31T21:00:00+09:00' }, false],
    [{ Variable: '$.z', IsNull: true }, true],
    [{ Variable: '$.n', IsNull: false }, true],
    [{ Variable: '$.gone.deeper', IsPresent: false }, true],
    [{ Variable: '$.z', IsPresent: true }, true],
    [{ Variable: '$.n', IsNumeric: true }, true],
    [{ Variable: '$.s', IsNumeric: true }, false],
    [{ Variable: '$.s', IsString: true }, true],
    [{ Variable: '$.t', IsBoolean: true }, true],
    [{ Variable: '$.at', IsTimestamp: true }, true],
    [{ Variable: '$.s', IsTimestamp: false }, true],
    [{ Variable: '$$.Execution.Name', StringEquals: 'n' }, true],
    [{ Not: { Variable: '$.n', NumericEquals: 5 } }, false],
    [
      {
        And: [
          { Variable: '$.gone', IsPresent: true },
          { Variable: '$.gone', StringEquals: 'x' },
        ],
      },
      false,
    ],
    [
      {
        Or: [
          { Variable: '$.n', NumericEquals: 5 },
          { Variable: '$.gone', StringEquals: 'x' },
        ],
      },
      true,
    ],
  ])('%j: %s', (rule, holds) => {
    expect(chosen(rule, data)).toBe(holds);
  });

  test.each([
    { Variable: '$.gone', StringEquals: 'x' },
    { Variable: '$.s', StringEqualsPath: '$.gone' },
    { Not: { Variable: '$.gone', IsString: true } },
  ])('%j about what is missing is an error', (rule) => {
    expect(() => chosen(rule, data)).toThrow(
      "Invalid path '$.gone': The choice state's condition path references an invalid value.",
    );
  });
});

describe('a timestamp', () => {
  test.each([
    ['2026-01-31T12:00:00Z', Date.UTC(2026, 0, 31, 12)],
    ['2026-01-31T12:00:00.123456789Z', Date.UTC(2026, 0, 31, 12) + 123.456789],
    ['2026-01-31T12:00:00-05:30', Date.UTC(2026, 0, 31, 17, 30)],
    ['2026-01-31t12:00:00Z', undefined],
    ['2026-01-31T12:00:00z', undefined],
    ['2026-01-31T12:00:00', undefined],
    ['2026-01-31T12:00Z', undefined],
    ['2026-01-31', undefined],
    ['2026-13-01T12:00:00Z', undefined],
    ['2026-02-29T12:00:00Z', undefined],
    ['2026-01-31T24:00:00Z', undefined],
    ['2026-01-31T12:00:00.1234567890Z', undefined],
  ])('%s is %s', (text, time) => {
    expect(readTimestamp(text)).toBe(time);
  });
});

describe('an expression', () => {
  const scope = { data: { a: 'x', o: { b: 1 }, n: 2 }, context: {} };
  const value = (text: string) => {
    const expression = readExpression(text);
    return 'problem' in expression ? expression.problem : evaluate(expression, scope, 'f.$');
  };

  test.each([
    ["States.Format('a {} b {}', $.a, $['n'])", 'a x b 2'],
    ["States.Format('\\'{}\\' \\\\ \\{\\}', true)", "'true' \\ {}"],
    ['States.JsonToString($.o)', '{"b":1}'],
    ["States.StringToJson('[1, null]')", [1, null]],
    ["States.Array(1, -2.5, 'a, b)', $.o, States.Array())", [1, -2.5, 'a, b)', { b: 1 }, []]],
    ['States.MathAdd( $.n , 40 )', 42],
  ])('%s is %j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test('States.UUID() is a new one each time', () => {
    expect(value('States.UUID()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(value('States.UUID()')).not.toBe(value('States.UUID()'));
  });

  test.each([
    ["States.Format('{} {}', 1)", 'fewer arguments'],
    ["States.Format('{}', 1, 2)", 'more arguments'],
    ["States.Format('{', 1)", 'unmatched brace'],
    ["States.Format('{}', $.o)", 'takes strings'],
    ['States.StringToJson($.a)', 'not JSON'],
    ["States.MathAdd(1.5, 'a')", 'integers'],
  ])('%s fails', (text, message) => {
    expect(() => value(text)).toThrow(
      expect.objectContaining({ error: 'States.IntrinsicFailure' }),
    );
    expect(() => value(text)).toThrow(message);
  });

  test.each([
    ['text', 'cannot be read'],
    ['States.Format', 'opening parenthesis'],
    ["States.Format('a'", 'a comma or a closing parenthesis'],
    ["States.Format('a') ", 'nothing may follow'],
    ['States.Format(a)', 'is expected'],
    ['States.MathAdd(1)', 'does not take 1 arguments'],
    ['States.MathAdd(1, $..a)', 'is not supported'],
    ['States.Base64Encode($.a)', 'States.Base64Encode is not supported'],
  ])('%s is none', (text, problem) => {
    expect(value(text)).toContain(problem);
  });
});
