/** Policy documents as they come out of a template: parsed, and refused when they say something nobody evaluates here. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { PolicyDocument } from './access.ts';
import { isOperator } from './conditions.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
/** Templates hold `"aws:SecureTransport": false` as well as `"false"`. */
const conditionValue = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const conditionValues = z.union([conditionValue, z.array(conditionValue)]);
/**
 * Of DynamoDB's own keys calls carry the leading keys only. A condition on another would find it absent, and
 * `ForAllValues` holds for what is absent.
 */
const isCarried = (key: string) => !/^dynamodb:(?!leadingkeys$)/i.test(key);
const condition = z.record(
  z.string().refine(isOperator, { error: 'unknown condition operator' }),
  z.record(
    z.string().refine(isCarried, { error: 'this condition key is not evaluated' }),
    conditionValues,
  ),
);

const statement = z
  .strictObject({
    Sid: z.string().exactOptional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.union([z.literal('*'), z.record(z.string(), oneOrMore)]).exactOptional(),
    Action: oneOrMore.exactOptional(),
    NotAction: oneOrMore.exactOptional(),
    Resource: oneOrMore.exactOptional(),
    NotResource: oneOrMore.exactOptional(),
    Condition: condition.exactOptional(),
  })
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), {
    error: 'a statement has either Action or NotAction',
  });

/** The shape of a policy document, for resource types whose properties hold one. */
export const policyDocument: z.ZodType<PolicyDocument> = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).exactOptional(),
  Id: z.string().exactOptional(),
  Statement: z.union([
    z.array(statement).readonly(),
    statement.transform((single): readonly z.output<typeof statement>[] => [single]),
  ]),
});

/** @throws AwsError `MalformedPolicyDocument` for anything that this evaluator would not judge as AWS does. */
export function parsePolicy(value: unknown): PolicyDocument {
  const result = policyDocument.safeParse(value);
  if (result.success) return result.data;
  throw new AwsError('MalformedPolicyDocument', z.prettifyError(result.error));
}
