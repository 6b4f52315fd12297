/** The topic rules of the template, and the resource type AWS::IoT::TopicRule. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import { type CloudContext, type ResourceType, resourceType } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import { TopicTree } from '../topics.ts';
import { parseStatement, type Statement } from './sql/statement.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html */
export interface LambdaAction {
  readonly kind: 'lambda';
  readonly functionArn: string;
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/sqs-rule-action.html */
export interface SqsAction {
  readonly kind: 'sqs';
  readonly queueUrl: string;
  readonly roleArn: string;
  readonly useBase64: boolean;
}

export interface TopicRule {
  readonly name: string;
  readonly arn: string;
  readonly sql: string;
  readonly statement: Statement;
  readonly description: string;
  readonly disabled: boolean;
  readonly actions: readonly LambdaAction[];
  readonly errorAction: LambdaAction | SqsAction | undefined;
  /** Epoch milliseconds on the cloud's clock. */
  readonly createdAt: number;
}

/** The rules of one cloud. */
export interface TopicRules {
  readonly byName: ReadonlyMap<string, TopicRule>;
  /** The enabled rules whose FROM covers a topic. */
  matching(topic: string): readonly TopicRule[];
}

/** Substitution templates would be filled in by the rule: they are not hosted. */
const plain = z.string().refine((text) => !text.includes('${'), {
  error: 'substitution templates are not hosted',
});

const lambda = z
  .strictObject({ FunctionArn: plain.regex(/^arn:aws:lambda:/) })
  .transform(({ FunctionArn: functionArn }): LambdaAction => ({ kind: 'lambda', functionArn }));

const sqs = z
  .strictObject({ QueueUrl: plain, RoleArn: z.string(), UseBase64: z.boolean().default(false) })
  .transform(
    ({ QueueUrl: queueUrl, RoleArn: roleArn, UseBase64: useBase64 }): SqsAction => ({
      kind: 'sqs',
      queueUrl,
      roleArn,
      useBase64,
    }),
  );

/** Every other action is refused by its name. */
const action = z.strictObject({ Lambda: lambda }).transform(({ Lambda }) => Lambda);
const errorAction = z
  .strictObject({ Lambda: lambda.exactOptional(), Sqs: sqs.exactOptional() })
  .transform(({ Lambda, Sqs }, context) => {
    const only = Lambda ?? Sqs;
    if (only !== undefined && (Lambda === undefined || Sqs === undefined)) return only;
    context.addIssue({ code: 'custom', message: 'an error action is one of Lambda and Sqs' });
    return z.NEVER;
  });

const ruleProperties = z.strictObject({
  RuleName: z
    .string()
    .regex(/^\w{1,128}$/)
    .exactOptional(),
  TopicRulePayload: z.strictObject({
    Sql: z.string(),
    // Without it AWS takes 2015-10-08, which has other rules.
    AwsIotSqlVersion: z.literal('2016-03-23'),
    Description: z.string().default(''),
    RuleDisabled: z.boolean().default(false),
    Actions: z.array(action).max(10),
    ErrorAction: errorAction.exactOptional(),
  }),
});

export function createRules(
  { clock }: CloudContext,
  arns: IotArns,
): { rules: TopicRules; resource: ResourceType } {
  const byName = new Map<string, TopicRule>();
  const byFilter = new TopicTree<TopicRule>();
  const resource = resourceType({
    type: 'AWS::IoT::TopicRule',
    properties: ruleProperties,
    inert: ['Tags'],
    async create({ properties, physicalName }) {
      const payload = properties.TopicRulePayload;
      // Rule names have no hyphens.
      const name = properties.RuleName ?? physicalName.replaceAll('-', '_');
      if (byName.has(name))
        throw new AwsError('ResourceAlreadyExistsException', `Rule already exists: ${name}`, {
          status: 409,
        });
      const rule: TopicRule = {
        name,
        arn: arns.rule(name),
        sql: payload.Sql,
        statement: parseStatement(payload.Sql),
        description: payload.Description,
        disabled: payload.RuleDisabled,
        actions: payload.Actions,
        errorAction: payload.ErrorAction,
        createdAt: clock.now(),
      };
      byName.set(name, rule);
      if (!rule.disabled) byFilter.add(rule.statement.filter, rule);
      return { ref: name, attributes: { Arn: rule.arn } };
    },
  });
  return { rules: { byName, matching: (topic) => byFilter.match(topic) }, resource };
}
