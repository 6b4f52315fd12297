/** The resource type AWS::Events::Rule, with a schedule only: EventBridge calls the target as a service. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type ResourceType, resourceType } from '../part.ts';
import { parseRuleExpression } from './expression.ts';
import {
  deadLetterConfig,
  deliver,
  functionArn,
  retryPolicy,
  type TargetOptions,
} from './target.ts';
import type { Schedule } from './timer.ts';

const target = z.strictObject({
  Id: z.string(),
  Arn: functionArn,
  Input: z.string().exactOptional(),
  RetryPolicy: retryPolicy,
  DeadLetterConfig: deadLetterConfig,
});

/** Event patterns, other buses and input transformers are refused by name. */
const properties = z.strictObject({
  Name: z
    .string()
    .regex(/^[.\-_A-Za-z0-9]{1,64}$/)
    .exactOptional(),
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(target).max(5).default([]),
});

export function ruleType(options: TargetOptions, add: (schedule: Schedule) => void): ResourceType {
  const { account, region } = options.context;
  return resourceType({
    type: 'AWS::Events::Rule',
    properties,
    inert: ['Description', 'Tags'],
    async create({ properties: rule, physicalName }) {
      const name = rule.Name ?? physicalName;
      const arn = `arn:aws:events:${region}:${account}:rule/${name}`;
      const expression = parseRuleExpression(rule.ScheduleExpression);
      const fire = async (scheduledTime: number) => {
        const event = scheduledEvent(arn, scheduledTime, account, region);
        const deliveries = rule.Targets.map((each) =>
          deliver(
            {
              sourceArn: arn,
              sourceAttributes: { RULE_ARN: arn },
              targetArn: each.Arn,
              caller: { kind: 'service', principal: 'events.amazonaws.com', sourceArn: arn },
              retry: each.RetryPolicy,
              deadLetterArn: each.DeadLetterConfig?.Arn,
              payload: () => each.Input ?? event,
            },
            options,
          ),
        );
        await Promise.all(deliveries);
      };
      const text = rule.ScheduleExpression;
      if (rule.State === 'ENABLED') add({ arn, text, expression, startsAtOnce: false, fire });
      return { ref: name, attributes: { Arn: arn } };
    },
  });
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html, "Scheduled Event" */
function scheduledEvent(arn: string, time: number, account: string, region: string): string {
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region,
    resources: [arn],
    detail: {},
  });
}
