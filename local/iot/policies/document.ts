/**
 * AWS IoT policy documents as they come out of a template. Refused by name is what nobody evaluates here.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
 */
import type * as z from 'zod';
import type { PolicyDocument, PolicyStatement } from '../../iam/access.ts';
import { policyDocument } from '../../iam/document.ts';

/**
 * Policy variables and condition keys that a connection has here.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-variables.html
 * https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#connect-attribute
 */
const KEYS = [
  'iot:clientid',
  'iot:connection.thing.thingname',
  'iot:connection.thing.isattached',
  'iot:connectattributes',
];
/** `${*}`, `${?}` and `${$}` stand for the characters. */
const VARIABLES = [...KEYS, '*', '?', '$'];

/** "Maximum policy document size", white space not counted. */
const MOST_CHARACTERS = 2048;

/** An AWS IoT policy document that this cloud judges as AWS does. */
export const thingPolicyDocument: z.ZodType<PolicyDocument> = policyDocument.superRefine(
  (document, context) => {
    for (const message of problems(document)) context.addIssue({ code: 'custom', message });
  },
);

function* problems(document: PolicyDocument): Generator<string> {
  if (document.Version !== '2012-10-17') yield 'the Version of an AWS IoT policy is 2012-10-17';
  if (JSON.stringify(document).replace(/\s/g, '').length > MOST_CHARACTERS)
    yield `an AWS IoT policy has at most ${MOST_CHARACTERS} characters`;
  for (const statement of document.Statement) {
    for (const element of ['Principal', 'NotAction', 'NotResource'] as const)
      if (statement[element] !== undefined) yield `AWS IoT policies here have no ${element}`;
    if (statement.Resource === undefined) yield 'a statement needs a Resource';
    for (const key of conditionKeysOf(statement))
      if (!KEYS.includes(key.toLowerCase())) yield `no condition key ${key} here`;
  }
  for (const [, variable = ''] of JSON.stringify(document).matchAll(/\$\{([^}]*)\}/g))
    if (!VARIABLES.includes(variable.toLowerCase()))
      yield `no policy variable \${${variable}} here`;
}

function conditionKeysOf({ Condition = {} }: PolicyStatement): string[] {
  return Object.values(Condition).flatMap((block) => Object.keys(block));
}
