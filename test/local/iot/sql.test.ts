import { describe, expect, test } from '@jest/globals';
import type { Message } from '#local/iot/message.ts';
import { evaluate } from '#local/iot/rules/sql/evaluate.ts';
import { parseStatement } from '#local/iot/rules/sql/statement.ts';

const DEVICE = { kind: 'device', clientId: 'one', certificateId: 'ab12' } as const;
const CALLER = { kind: 'caller', arn: 'arn:aws:iam::000000000000:role/issuer' } as const;
const CIRCUMSTANCES = { timestamp: 1_700_000_000_000, traceId: 'trace' };

const message = (payload: unknown, overrides: Partial<Message> = {}): Message => ({
  topic: 'handsets/one/claim',
  payload: Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload)),
  qos: 1,
  retain: false,
  publisher: DEVICE,
  ...overrides,
});

/** The selected object, `skipped`, or the reason of the failure. */
function run(sql: string, payload: unknown, overrides: Partial<Message> = {}): unknown {
  const outcome = evaluate(parseStatement(sql), message(payload, overrides), CIRCUMSTANCES);
  if (outcome.kind === 'selected') return JSON.parse(outcome.payload);
  return outcome.kind === 'failed' ? outcome.reason : 'skipped';
}

describe('SELECT', () => {
  // The first five are AWS' own examples: developer guide, "SELECT clause".
  test.each<[sql: string, payload: unknown, selected: unknown]>([
    ['SELECT * FROM "a"', { color: 'red', temperature: 50 }, { color: 'red', temperature: 50 }],
    ["SELECT color FROM 'a'", { color: 'red', temperature: 50 }, { color: 'red' }],
    [
      "SELECT color as my_color, temperature as fahrenheit FROM 'a'",
      { color: 'red', temperature: 50 },
      { my_color: 'red', fahrenheit: 50 },
    ],
    ["SELECT *, 15 as speed FROM 'a'", { color: 'red' }, { color: 'red', speed: 15 }],
    ["SELECT color.red as red_value FROM 'a'", { color: { red: 255 } }, { red_value: 255 }],
    [
      "select NULL as n, TRUE as t, -1.5e2 as d, 'x' as s from 'a'",
      {},
      { n: null, t: true, d: -150, s: 'x' },
    ],
    ["SELECT missing, color FROM 'a'", { color: null }, { color: null }],
    ["SELECT color.red.deep AS x, length AS l FROM 'a'", { color: 'red' }, {}],
    ["SELECT toString AS x, constructor AS y FROM 'a'", {}, {}],
    ["SELECT * FROM 'a'", [1, 2], [1, 2]],
    [
      "SELECT topic() AS topic, topic(2) AS id, topic(9) AS none FROM 'a'",
      {},
      { topic: 'handsets/one/claim', id: 'one' },
    ],
    [
      "SELECT clientid() AS c, principal() AS p, timestamp() AS t, traceid() AS i FROM 'a'",
      {},
      { c: 'one', p: 'ab12', t: 1_700_000_000_000, i: 'trace' },
    ],
    ["SELECT encode(*, 'base64') AS data FROM 'a'", { a: 1 }, { data: 'eyJhIjoxfQ==' }],
    ["SELECT *, clientid() AS clientId FROM 'a'", { clientId: 'forged' }, { clientId: 'one' }],
    ["SELECT *, a AS topic FROM 'a'", { topic: 'forged' }, {}],
    ["SELECT a = 1 AND NOT b AS both FROM 'a'", { a: 1, b: false }, { both: true }],
  ])('%s', (sql, payload, selected) => {
    expect(run(sql, payload)).toEqual(selected);
  });

  test('takes raw bytes only where nothing names the payload', () => {
    const bytes = Buffer.from([0xff, 0x00]);

    expect(run("SELECT * FROM 'a'", bytes)).toBe('the payload is not JSON');
    expect(run("SELECT *, topic(2) AS id FROM 'a'", bytes)).toBe(
      'the payload is not a JSON object',
    );
    expect(run("SELECT a, topic(2) AS id FROM 'a'", Buffer.from('a string'))).toBe(
      'the payload is not a JSON object',
    );
    expect(run("SELECT encode(*, 'base64') AS data, topic(2) AS id FROM 'a'", bytes)).toEqual({
      data: '/wA=',
      id: 'one',
    });
  });

  test('adds data to an empty payload', () => {
    expect(run("SELECT *, topic(2) AS id FROM 'a'", Buffer.alloc(0))).toEqual({ id: 'one' });
  });

  test('knows a caller of the data plane by its ARN, without client id and trace', () => {
    const sql = "SELECT clientid() AS c, principal() AS p, traceid() AS i FROM 'a'";

    expect(run(sql, {}, { publisher: CALLER })).toEqual({ c: 'n/a', p: CALLER.arn });
  });

  test('keeps a key that JavaScript has other plans for', () => {
    const payload = Buffer.from('{"__proto__":{"admin":true}}');
    const outcome = evaluate(
      parseStatement("SELECT *, 1 AS v FROM 'a'"),
      message(payload),
      CIRCUMSTANCES,
    );

    expect(outcome).toMatchObject({ kind: 'selected' });
    expect(run("SELECT admin FROM 'a'", payload)).toEqual({});
  });
});

describe('WHERE', () => {
  test.each<[where: string, payload: unknown, holds: boolean]>([
    ['temperature > 50', { temperature: 51 }, true],
    ['temperature > 50', { temperature: 50 }, false],
    ["temperature >= '50'", { temperature: 50 }, true],
    ["temperature < '5E1'", { temperature: '49' }, true],
    ['temperature <= 50', { temperature: 'warm' }, false],
    ['temperature > 50', {}, false],
    ['NOT temperature > 50', {}, false],
    ["color = 'red'", { color: 'red' }, true],
    ["color = 'red'", { color: 'Red' }, false],
    ["size = '1'", { size: 1 }, false],
    ["size <> '1'", { size: 1 }, true],
    ['size = 1', { size: 1.0 }, true],
    ['a = b', { a: { x: 1, y: [2] }, b: { y: [2], x: 1 } }, true],
    ['a = NULL', { a: null }, true],
    ['a <> NULL', {}, false],
    ["color = 'red' OR color = 'blue' AND size = 1", { color: 'red', size: 2 }, true],
    ["(color = 'red' OR color = 'blue') AND size = 1", { color: 'red', size: 2 }, false],
    ['flag AND TRUE', { flag: 'True' }, true],
    ['flag AND TRUE', { flag: 1 }, false],
    ['flag', { flag: 'true' }, false],
    ["topic(3) = 'claim' and clientid() = topic(2)", {}, true],
  ])('%s of %j is %s', (where, payload, holds) => {
    expect(run(`SELECT 1 AS v FROM 'a' WHERE ${where}`, payload)).toEqual(
      holds ? { v: 1 } : 'skipped',
    );
  });

  test('is not true of raw bytes', () => {
    expect(run("SELECT * FROM 'a' WHERE a = 1", Buffer.from('no JSON'))).toBe('skipped');
  });
});

describe('a statement is refused by name', () => {
  test.each([
    ["SELECT VALUE color FROM 'a'", 'SELECT VALUE'],
    ["SELECT md5(a) AS m FROM 'a'", 'md5()'],
    ["SELECT a + 1 AS b FROM 'a'", '+'],
    ["SELECT a * 2 AS b FROM 'a'", 'FROM expected instead of *'],
    ["SELECT a[0] AS b FROM 'a'", '['],
    ["SELECT (SELECT a FROM b) AS c FROM 'a'", 'SELECT in an expression'],
    ["SELECT {'a': 1} AS b FROM 'a'", '{'],
    ["SELECT CASE a WHEN 1 THEN 2 END AS b FROM 'a'", 'CASE'],
    ["SELECT a FROM 'a' WHERE b != 1", '!='],
    ["SELECT a FROM 'a' WHERE b IN [1]", 'IN after the statement'],
    ["SELECT a.b FROM 'a'", 'without AS'],
    ["SELECT topic(2) FROM 'a'", 'without AS'],
    ["SELECT a AS b.c FROM 'a'", 'AS b'],
    ["SELECT a AS b, c AS b FROM 'a'", 'two columns named b'],
    ["SELECT *, * FROM 'a'", '* twice'],
    ["SELECT topic(0) AS a FROM 'a'", 'topic(0)'],
    ["SELECT encode(a, 'base64') AS b FROM 'a'", 'encode()'],
    ["SELECT encode(*, 'hex') AS b FROM 'a'", 'hex'],
    [`SELECT '\${topic()}' AS b FROM 'a'`, 'substitution template'],
    ['SELECT a', 'FROM expected'],
    ['SELECT a FROM topic', 'FROM topic'],
    ["SELECT a FROM 'a/#/b'", '# is the last level only'],
    ["SELECT a FROM '$aws/events/#'", 'reserved'],
    ["SET @x = 1 SELECT a FROM 'a'", '@x'],
    ["SELECT a FROM 'a' WHERE", 'ends too early'],
  ])('%s', (sql, named) => {
    expect(() => parseStatement(sql)).toThrow(
      expect.objectContaining({
        code: 'SqlParseException',
        message: expect.stringContaining(named),
      }),
    );
  });
});
