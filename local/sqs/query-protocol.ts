/**
 * The Query protocol in front of the JSON operations: what clients spoke before AWS JSON came to SQS in 2023, Debian's AWS
 * CLI among them. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { AwsCall, AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { type JsonOperation, operationFor } from '../aws/json-operations.ts';
import { fieldTree } from '../aws/query-fields.ts';
import { queryFields, queryReply } from '../endpoint/protocol.ts';
import { element } from '../endpoint/xml.ts';

/** Members of requests that are lists, by the name of their numbered fields. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
};
const NUMBERS = new Set([
  'DelaySeconds',
  'MaxNumberOfMessages',
  'MaxResults',
  'VisibilityTimeout',
  'WaitTimeSeconds',
]);
const messageAttributes = z.record(
  z.string(),
  z.strictObject({ Name: z.string(), Value: z.record(z.string(), z.unknown()) }),
);

/** Answers a call in XML by the operation that answers it in JSON. */
export async function answerQueryProtocol(
  operations: Readonly<Record<string, JsonOperation>>,
  call: AwsCall,
): Promise<AwsReply> {
  const name = call.operation ?? '';
  const operation = operationFor(operations, call);
  const body = Buffer.from(JSON.stringify(inputOf(call)));
  try {
    return queryReply(name, randomUUID(), outputXml(await operation({ ...call, body })));
  } catch (error) {
    throw error instanceof AwsError ? inOldWords(error) : error;
  }
}

function inputOf(call: AwsCall): Record<string, unknown> {
  const { Action: _action, Version: _version, ...fields } = queryFields(call);
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fieldTree(fields))) {
    const list = LISTS[name];
    if (name === 'MessageAttribute') input['MessageAttributes'] = attributesOf(value);
    else if (list !== undefined && typeof value === 'object') input[list] = Object.values(value);
    else input[name] = NUMBERS.has(name) ? Number(value) : value;
  }
  return input;
}

function attributesOf(numbered: unknown): Record<string, unknown> {
  const parsed = messageAttributes.safeParse(numbered);
  if (!parsed.success) throw new AwsError('InvalidParameterValue', z.prettifyError(parsed.error));
  return Object.fromEntries(Object.values(parsed.data).map(({ Name, Value }) => [Name, Value]));
}

/** Lists and maps of answers, by the name that each of their elements has in XML. */
const ELEMENTS: Readonly<Record<string, string>> = {
  Attributes: 'Attribute',
  MessageAttributes: 'MessageAttribute',
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
};

function outputXml(output: object): string {
  const parts = Object.entries(output).map(([name, value]: [string, unknown]) => {
    const one = ELEMENTS[name];
    if (one === undefined) return valueXml(name, value);
    if (Array.isArray(value)) return value.map((each) => valueXml(one, each)).join('');
    const entries = Object.entries(z.record(z.string(), z.unknown()).parse(value));
    return entries
      .map(([key, each]) => `<${one}>${element('Name', key)}${valueXml('Value', each)}</${one}>`)
      .join('');
  });
  return parts.join('');
}

const valueXml = (name: string, value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `<${name}>${outputXml(value)}</${name}>`
    : element(name, String(value));

/** Two codes were others before: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
const OLD_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  ValidationException: 'InvalidParameterValue',
};

function inOldWords(error: AwsError): AwsError {
  const { code, message, status } = error;
  const old = OLD_CODES[code];
  return old === undefined ? error : new AwsError(old, message, { status });
}
