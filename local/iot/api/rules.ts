/** The operations that tell of topic rules: GetTopicRule, ListTopicRules. Rules come from the template only. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { LambdaAction, SqsAction, TopicRule, TopicRules } from '../rules/rule.ts';
import { booleanText, type RestOperation, restOperation } from './operation.ts';
import { pageOf, pageSize, pageToken } from './page.ts';

export function ruleOperations(
  context: CloudContext,
  { byName }: TopicRules,
  arns: IotArns,
): RestOperation[] {
  return [
    restOperation(context, {
      name: 'GetTopicRule',
      route: 'GET /rules/{ruleName}',
      input: z.strictObject({ ruleName: z.string().regex(/^\w{1,128}$/) }),
      resource: (input) => arns.rule(input.ruleName),
      run({ ruleName: name }) {
        const rule = byName.get(name);
        // AWS has no other error for it: API_GetTopicRule.
        if (rule === undefined)
          throw new AwsError('UnauthorizedException', `Access to topic rule '${name}' was denied`, {
            status: 401,
          });
        return { ruleArn: rule.arn, rule: shown(rule) };
      },
    }),

    restOperation(context, {
      name: 'ListTopicRules',
      route: 'GET /rules',
      input: z.strictObject({
        topic: z.string().exactOptional(),
        ruleDisabled: booleanText.exactOptional(),
        maxResults: pageSize,
        nextToken: pageToken,
      }),
      resource: () => '*',
      run({ topic, ruleDisabled, maxResults, nextToken }) {
        const all = [...byName.values()]
          .filter(({ statement }) => topic === undefined || statement.filter === topic)
          .filter(({ disabled }) => ruleDisabled === undefined || disabled === ruleDisabled)
          .map((rule) => ({
            ruleArn: rule.arn,
            ruleName: rule.name,
            topicPattern: rule.statement.filter,
            createdAt: rule.createdAt / 1000,
            ruleDisabled: rule.disabled,
          }));
        const { entries, next } = pageOf(all, maxResults, nextToken);
        return { rules: entries, nextToken: next };
      },
    }),
  ];
}

const shown = (rule: TopicRule) => ({
  ruleName: rule.name,
  sql: rule.sql,
  description: rule.description,
  createdAt: rule.createdAt / 1000,
  actions: rule.actions.map(shownAction),
  ruleDisabled: rule.disabled,
  awsIotSqlVersion: '2016-03-23',
  ...(rule.errorAction === undefined ? {} : { errorAction: shownAction(rule.errorAction) }),
});

function shownAction({ kind, ...settings }: LambdaAction | SqsAction): object {
  return { [kind]: settings };
}
