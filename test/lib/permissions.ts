/** Who may do what, read from all identity policies of both templates, one line for each right. */
import * as z from 'zod';
import type { FunctionName } from '#functions/contract/environment.ts';
import { functionOf, resourcesOf, type Synthesized } from './synthesized.ts';

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), oneOrMore)]).optional(),
  Action: oneOrMore,
  Resource: oneOrMore.default([]),
  NotResource: oneOrMore.default([]),
  Condition: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});
type Statement = z.output<typeof Statement>;

const Policy = z.object({
  Roles: z.array(z.string()),
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
});

export const identityPolicies = (templates: Synthesized) =>
  resourcesOf(templates, 'AWS::IAM::Policy').map(({ logicalId, Properties, Condition }) => ({
    logicalId,
    ...Policy.parse(Properties),
    // A function that is itself there under a condition has its rights under the same one.
    onlyWithPush: Condition?.startsWith('PushWakeUps') === true,
  }));

/** `dynamodb:GetItem LinesTable`, sorted. What a statement asks besides follows `if`. */
export function rightsOf(templates: Synthesized, name: FunctionName): string[] {
  const role = String(functionOf(templates, name).Properties['Role']).replace('.Arn>', '>');
  const rights = identityPolicies(templates)
    .filter(({ Roles }) => Roles.includes(role))
    .flatMap(({ PolicyDocument, onlyWithPush }) =>
      PolicyDocument.Statement.flatMap((statement) => linesOf(statement, onlyWithPush)),
    );
  return [...new Set(rights)].toSorted();
}

function linesOf(statement: Statement, onlyWithPush: boolean): string[] {
  const { Effect, Action, Resource, NotResource, Condition } = statement;
  const things = [...Resource, ...NotResource.map((resource) => `not ${resource}`)].map(short);
  const wanted = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([key, value]) => `${key}=${short(value)}`),
  );
  const tail = [...wanted, ...(onlyWithPush ? ['push'] : []), ...(Effect === 'Deny' ? ['no'] : [])];
  return Action.flatMap((action) =>
    things.map((thing) => [`${action} ${thing}`, ...tail].join(' if ')),
  );
}

const short = (text: string) =>
  text
    .replace('arn:aws:', '')
    .replace(':ap-northeast-1:<AWS::AccountId>:', ':')
    .replace('.ap-northeast-1.<AWS::URLSuffix>', '')
    .replace(/<([A-Za-z]+)(?:\.Arn)?>/g, '$1');
