/**
 * Expressions of AWS IoT SQL: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html
 * Hosted: paths, literals, comparisons, AND, OR, NOT, parentheses, and the functions below. Not hosted, and refused
 * by name: arithmetic, arrays, objects, CASE, IN, nested queries, SET, and every other function.
 */
import type { JsonValue } from './json.ts';
import { sqlError, type Token, type TokenReader } from './tokens.ts';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Expression =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'path'; readonly names: readonly string[] }
  | { readonly kind: 'topic'; readonly segment: number | undefined }
  | { readonly kind: 'clientid' | 'principal' | 'timestamp' | 'traceid' | 'encoded-payload' }
  | {
      readonly kind: 'comparison';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression };

const COMPARISONS: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>='];
const PLAIN_FUNCTIONS = ['clientid', 'principal', 'timestamp', 'traceid'] as const;
const CONSTANTS: Readonly<Record<string, JsonValue>> = { TRUE: true, FALSE: false, NULL: null };
const KEYWORDS = [
  'SELECT',
  'VALUE',
  'FROM',
  'WHERE',
  'AS',
  'AND',
  'OR',
  'NOT',
  'CASE',
  'IN',
  'SET',
];

/** @throws AwsError `SqlParseException` for what is not hosted. */
export function parseExpression(reader: TokenReader): Expression {
  let left = parseAnd(reader);
  while (reader.skip('OR')) left = { kind: 'or', left, right: parseAnd(reader) };
  return left;
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader);
  while (reader.skip('AND')) left = { kind: 'and', left, right: parseNot(reader) };
  return left;
}

function parseNot(reader: TokenReader): Expression {
  if (reader.skip('NOT')) return { kind: 'not', operand: parseNot(reader) };
  return parseComparison(reader);
}

function parseComparison(reader: TokenReader): Expression {
  const left = parseOperand(reader);
  const operator = COMPARISONS.find((symbol) => reader.isSymbol(symbol));
  if (operator === undefined) return left;
  reader.take();
  return { kind: 'comparison', operator, left, right: parseOperand(reader) };
}

function parseOperand(reader: TokenReader): Expression {
  const token = reader.take();
  if (token.kind === 'string') return { kind: 'literal', value: plainText(token.text) };
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.kind === 'symbol') {
    if (token.text !== '(') throw sqlError(`${token.text} in an expression`);
    const inner = parseExpression(reader);
    reader.expect(')');
    return inner;
  }
  return parseWord(reader, token);
}

function parseWord(reader: TokenReader, token: Token): Expression {
  const upper = token.text.toUpperCase();
  const constant = Object.hasOwn(CONSTANTS, upper) ? CONSTANTS[upper] : undefined;
  if (constant !== undefined) return { kind: 'literal', value: constant };
  if (KEYWORDS.includes(upper)) throw sqlError(`${upper} in an expression`);
  if (reader.skip('(')) return parseCall(reader, token.text.toLowerCase());
  const names = [token.text];
  while (reader.skip('.')) {
    const next = reader.take();
    if (next.kind !== 'word') throw sqlError(`.${next.text} in a path`);
    names.push(next.text);
  }
  return { kind: 'path', names };
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html */
function parseCall(reader: TokenReader, name: string): Expression {
  const plain = PLAIN_FUNCTIONS.find((known) => known === name);
  if (plain !== undefined) {
    reader.expect(')');
    return { kind: plain };
  }
  if (name === 'topic') return parseTopic(reader);
  if (name === 'encode') return parseEncode(reader);
  throw sqlError(`function ${name}()`);
}

function parseTopic(reader: TokenReader): Expression {
  if (reader.skip(')')) return { kind: 'topic', segment: undefined };
  const { kind, text } = reader.take();
  if (kind !== 'number' || !/^[1-9]\d*$/.test(text)) throw sqlError(`topic(${text})`);
  reader.expect(')');
  return { kind: 'topic', segment: Number(text) };
}

function parseEncode(reader: TokenReader): Expression {
  if (!reader.skip('*')) throw sqlError('encode() of anything but *');
  reader.expect(',');
  const scheme = reader.take();
  if (scheme.kind !== 'string' || scheme.text !== 'base64')
    throw sqlError(`encode(*, ${scheme.text})`);
  reader.expect(')');
  return { kind: 'encoded-payload' };
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html are not hosted. */
function plainText(text: string): string {
  if (text.includes('${')) throw sqlError(`substitution template ${text}`);
  return text;
}
