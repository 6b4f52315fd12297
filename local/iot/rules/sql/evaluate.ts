/** Evaluates a rule's statement for one message. */
import type { Message } from '../../message.ts';
import { compare, not, truthOf } from './compare.ts';
import type { Expression } from './expression.ts';
import { isObject, type JsonObject, type JsonValue, jsonValue } from './json.ts';
import type { Statement } from './statement.ts';

/** What the functions of SQL know beside the message. */
export interface Circumstances {
  /** Epoch milliseconds, "as observed by the AWS IoT rules engine". */
  readonly timestamp: number;
  /** A UUID. */
  readonly traceId: string;
}

export type Outcome =
  /** WHERE is not true. */
  | { readonly kind: 'skipped' }
  /** JSON text for the actions. */
  | { readonly kind: 'selected'; readonly payload: string }
  | { readonly kind: 'failed'; readonly reason: string };

type Value = JsonValue | undefined;

interface Scope extends Circumstances {
  readonly message: Message;
  /** `undefined` for a payload that is neither a JSON object nor a JSON array. */
  readonly payload: JsonObject | readonly JsonValue[] | undefined;
}

/**
 * A payload that is not JSON is raw bytes to `*`, which a Lambda action does not take; with any other item that
 * names the payload the statement cannot be evaluated:
 * https://docs.aws.amazon.com/iot/latest/developerguide/binary-payloads.html
 */
export function evaluate(
  statement: Statement,
  message: Message,
  circumstances: Circumstances,
): Outcome {
  const scope: Scope = { ...circumstances, message, payload: parsePayload(message.payload) };
  // "The WHERE clause is evaluated first, to determine if SELECT is evaluated."
  if (statement.where !== undefined && valueIn(statement.where, scope) !== true)
    return { kind: 'skipped' };
  const { all, columns } = statement;
  if (all && columns.length === 0)
    return scope.payload === undefined
      ? { kind: 'failed', reason: 'the payload is not JSON' }
      : { kind: 'selected', payload: JSON.stringify(scope.payload) };
  // "If you have an empty or a JSON payload, the resulting payload can have data added."
  const whole = message.payload.length === 0 ? {} : scope.payload;
  const namesPayload = all || columns.some(({ expression }) => expression.kind === 'path');
  if (namesPayload && !isObject(whole))
    return { kind: 'failed', reason: 'the payload is not a JSON object' };
  const output = new Map<string, JsonValue>(all && isObject(whole) ? Object.entries(whole) : []);
  for (const { name, expression } of columns) {
    const value = valueIn(expression, scope);
    // What a sender puts under the name of a column never stands in for the column's own value.
    if (value === undefined) output.delete(name);
    else output.set(name, value);
  }
  return { kind: 'selected', payload: JSON.stringify(Object.fromEntries(output)) };
}

function parsePayload(payload: Buffer): Scope['payload'] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    const value = jsonValue.parse(JSON.parse(text));
    return Array.isArray(value) || isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function valueIn(expression: Expression, scope: Scope): Value {
  const { message } = scope;
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return follow(scope.payload, expression.names);
    case 'topic':
      return expression.segment === undefined
        ? message.topic
        : message.topic.split('/')[expression.segment - 1];
    case 'clientid':
      return message.publisher.kind === 'device' ? message.publisher.clientId : 'n/a';
    case 'principal':
      // The thumbprint of an X.509 certificate is its id. A caller's AWS user id is not known here: its ARN stands in.
      return message.publisher.kind === 'device'
        ? message.publisher.certificateId
        : message.publisher.arn;
    case 'timestamp':
      return scope.timestamp;
    case 'traceid':
      // "Undefined if the message wasn't sent over MQTT"
      return message.publisher.kind === 'device' ? scope.traceId : undefined;
    case 'encoded-payload':
      return message.payload.toString('base64');
    case 'comparison':
      return compare(
        expression.operator,
        valueIn(expression.left, scope),
        valueIn(expression.right, scope),
      );
    case 'not':
      return not(valueIn(expression.operand, scope));
    case 'and':
    case 'or':
      return connect(
        expression.kind,
        valueIn(expression.left, scope),
        valueIn(expression.right, scope),
      );
  }
}

function connect(kind: 'and' | 'or', left: Value, right: Value): boolean | undefined {
  const [first, second] = [truthOf(left), truthOf(right)];
  if (first === undefined || second === undefined) return undefined;
  return kind === 'and' ? first && second : first || second;
}

function follow(payload: Scope['payload'], names: readonly string[]): Value {
  let value: Value = payload;
  for (const name of names)
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}
