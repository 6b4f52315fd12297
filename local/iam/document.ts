/** Policy documents as they come out of a template: parsed, and refused when they say something nobody evaluates here. */
import * as z from 'zod';
import type { PolicyDocument } from './access.ts';
import { isCarried } from './condition-keys.ts';
import { isOperator } from './conditions.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
/** Templates hold `"aws:SecureTransport": false` as well as `"false"`. */
const conditionValue = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const conditionValues = z.union([conditionValue, z.array(conditionValue)]);
const condition = z.record(
  z.string().refine(isOperator, { error: 'unknown condition operator' }),
  z.record(
    z.string().refine(isCarried, { error: 'this condition key is not evaluated' }),
    conditionValues,
  ),
);

/** Nobody is federated here; canonical users, who are S3's own name for accounts, are refused. */
const principal = z.union([
  z.literal('*'),
  z.strictObject({
    AWS: oneOrMore.exactOptional(),
    Service: oneOrMore.exactOptional(),
    Federated: oneOrMore.exactOptional(),
  }),
]);

const statement = z
  .strictObject({
    Sid: z.string().exactOptional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principal.exactOptional(),
    Action: oneOrMore.exactOptional(),
    NotAction: oneOrMore.exactOptional(),
    Resource: oneOrMore.exactOptional(),
    NotResource: oneOrMore.exactOptional(),
    Condition: condition.exactOptional(),
  })
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), {
    error: 'a statement has either Action or NotAction',
  });

const version = z.enum(['2012-10-17', '2008-10-17']);

/** The shape of a policy document, for resource types whose properties hold one. */
export const policyDocument: z.ZodType<PolicyDocument> = z
  .strictObject({
    Version: version.exactOptional(),
    Id: z.string().exactOptional(),
    Statement: z.union([
      z.array(statement).readonly(),
      statement.transform((single): readonly z.output<typeof statement>[] => [single]),
    ]),
  })
  // Elsewhere AWS takes `${aws:PrincipalArn}` for plain text (reference_policies_elements_version.html).
  .refine((read) => read.Version === '2012-10-17' || !JSON.stringify(read).includes('${'), {
    error: 'policy variables need the Version 2012-10-17',
  });

/** Members that AWS asks of each statement, or does not take (reference_policies_grammar.html). */
function eachStatement(
  problemOf: (statement: PolicyDocument['Statement'][number]) => string | undefined,
): z.ZodType<PolicyDocument> {
  return policyDocument.superRefine(({ Statement }, context) => {
    for (const [index, each] of Statement.entries()) {
      const message = problemOf(each);
      if (message !== undefined)
        context.addIssue({ code: 'custom', message, path: ['Statement', index] });
    }
  });
}

/** A policy of a role. */
export const identityPolicy = eachStatement(({ Principal, Resource, NotResource }) => {
  if (Principal !== undefined) return 'a policy of a role has no Principal';
  if ((Resource === undefined) === (NotResource === undefined))
    return 'a statement has either Resource or NotResource';
  return undefined;
});

/** A policy that is attached to what it is about; who may do it is its Principal. */
export const resourcePolicy = eachStatement(({ Principal }) =>
  Principal === undefined ? 'a policy of a resource needs a Principal' : undefined,
);

/** Who may take a role. */
export const trustPolicy = eachStatement(({ Principal, Resource, NotResource }) => {
  if (Principal === undefined) return 'a trust policy needs a Principal';
  if (Resource !== undefined || NotResource !== undefined) return 'a trust policy has no Resource';
  return undefined;
});
