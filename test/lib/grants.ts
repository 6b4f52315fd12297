/** Every statement of every policy in the templates, whatever it hangs on, and what it says as lines of text. */
import * as z from 'zod';
import { edgeResources, resourcesOf, type Synthesized } from './synthesized.ts';

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const wanted = z.union([z.string(), z.number(), z.array(z.string())]);
const Condition = z.record(z.string(), z.record(z.string(), wanted));
export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z
    .union([z.literal('*').transform(() => ({ AWS: ['*'] })), z.record(z.string(), oneOrMore)])
    .optional(),
  Action: oneOrMore,
  Resource: oneOrMore.default([]),
  NotResource: oneOrMore.default([]),
  Condition: Condition.default({}),
});
const Document = z.object({ Statement: z.array(Statement) });
const Policies = z.array(z.object({ PolicyDocument: Document })).default([]);

export interface GrantStatement extends z.output<typeof Statement> {
  /** The resource of the template that has it. */
  readonly at: string;
  readonly type: string;
  /** The roles that hold it, where it is an identity policy. */
  readonly roles: readonly string[];
}

/** Where a type keeps its policies. That no other type has one is a test of its own. */
export const KEPT: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['PolicyDocument'],
  'AWS::IAM::ManagedPolicy': ['PolicyDocument'],
  'AWS::IAM::Role': ['AssumeRolePolicyDocument'],
  'AWS::IoT::Policy': ['PolicyDocument'],
  'AWS::KMS::Key': ['KeyPolicy'],
  'AWS::S3::BucketPolicy': ['PolicyDocument'],
  'AWS::SNS::TopicPolicy': ['PolicyDocument'],
  'AWS::SQS::QueuePolicy': ['PolicyDocument'],
  'AWS::SecretsManager::ResourcePolicy': ['ResourcePolicy'],
  'AWS::Logs::ResourcePolicy': ['PolicyDocument'],
};

export function statementsIn(templates: Synthesized): GrantStatement[] {
  const ofType = (type: string) => [
    ...resourcesOf(templates, type),
    ...edgeResources(templates, type),
  ];
  const policies = Object.entries(KEPT).flatMap(([type, names]) =>
    ofType(type).flatMap(({ logicalId, Properties }) => {
      const roles = z.array(z.string()).default([]).parse(Properties['Roles']);
      const kept = names.map((name) => Document.parse(Properties[name]));
      const inline = Policies.parse(Properties['Policies']).map((each) => each.PolicyDocument);
      return [...kept, ...inline].flatMap((document) =>
        document.Statement.map((each) => ({ ...each, at: unhashed(logicalId), type, roles })),
      );
    }),
  );
  const permissions = ofType('AWS::Lambda::Permission').map(({ logicalId, Properties }) => {
    const { Action, FunctionName, Principal, ...conditions } = Permission.parse(Properties);
    const keys = Object.entries(conditions).filter(([, value]) => value !== undefined);
    return {
      ...Statement.parse({
        Effect: 'Allow',
        Principal: { Service: Principal },
        Action,
        Resource: FunctionName,
        ...(keys.length > 0 && { Condition: { ArnLike: Object.fromEntries(keys) } }),
      }),
      at: unhashed(logicalId),
      type: 'AWS::Lambda::Permission',
      roles: [],
    };
  });
  return [...policies, ...permissions];
}

const Permission = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

const unhashed = (logicalId: string) => logicalId.replace(/(?<=.)[0-9A-F]{8}$/, '');

/** One line for each action on each resource, sorted: `DispatchPolicy allows dynamodb:GetItem LinesTable`. */
export function linesOf(statements: readonly GrantStatement[]): string[] {
  return statements
    .flatMap((each) => {
      const things = [...each.Resource, ...each.NotResource.map((one) => `not ${one}`)];
      const whom = Object.entries(each.Principal ?? {}).flatMap(([kind, names]) =>
        names.map((name) => ` ${kind}:${name}`),
      );
      const wanted = Object.entries(each.Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, value]) => ` if ${operator} ${key}=${value}`),
      );
      const does = each.Effect === 'Allow' ? 'allows' : 'denies';
      return each.Action.flatMap((action) =>
        (things.length > 0 ? things : ['itself']).map((thing) =>
          short(`${each.at} ${does}${whom.join()} ${action} ${thing}${wanted.join('')}`),
        ),
      );
    })
    .toSorted();
}

const short = (line: string) =>
  line
    .replaceAll('arn:aws:', '')
    // Assets are named by their content.
    .replace(/[0-9a-f]{64}\.zip/g, '{asset}')
    .replaceAll(':ap-northeast-1:<AWS::AccountId>:', ':')
    .replaceAll('.ap-northeast-1.<AWS::URLSuffix>', '')
    .replace(/<([A-Za-z]+)(?:\.Arn)?>/g, '$1');
