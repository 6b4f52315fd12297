/** The resource type AWS::Scheduler::Schedule: EventBridge Scheduler takes the target's role. */
import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { CanAssume } from '../iam/part.ts';
import { roleCaller } from '../iam/sessions.ts';
import { type ResourceType, resourceType } from '../part.ts';
import { parseExpression } from './expression.ts';
import {
  deadLetterConfig,
  deliver,
  functionArn,
  retryPolicy,
  type TargetOptions,
} from './target.ts';
import type { Schedule } from './timer.ts';

/** Start and end dates, groups of one's own, keys of one's own and templated targets are refused by name. */
const properties = z.strictObject({
  Name: z
    .string()
    .regex(/^[0-9a-zA-Z._-]{1,64}$/)
    .exactOptional(),
  GroupName: z.literal('default').exactOptional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  // The target may be called anywhere within the window; here it is at its start.
  FlexibleTimeWindow: z.discriminatedUnion('Mode', [
    z.strictObject({ Mode: z.literal('OFF') }),
    z.strictObject({
      Mode: z.literal('FLEXIBLE'),
      MaximumWindowInMinutes: z.int().min(1).max(1440),
    }),
  ]),
  Target: z.strictObject({
    Arn: functionArn,
    RoleArn: z.string(),
    Input: z.string().exactOptional(),
    RetryPolicy: retryPolicy,
    DeadLetterConfig: deadLetterConfig,
  }),
});

export interface ScheduleTypeOptions extends TargetOptions {
  /** The IAM part's `canAssume`. */
  readonly canAssume: CanAssume;
}

export function scheduleType(
  options: ScheduleTypeOptions,
  add: (schedule: Schedule) => void,
): ResourceType {
  const { account, region, clock } = options.context;
  return resourceType({
    type: 'AWS::Scheduler::Schedule',
    properties,
    inert: ['Description'],
    async create({ properties: schedule, physicalName }) {
      const name = schedule.Name ?? physicalName;
      const arn = `arn:aws:scheduler:${region}:${account}:schedule/default/${name}`;
      const { Target: target, ScheduleExpression: text } = schedule;
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      const group = `arn:aws:scheduler:${region}:${account}:schedule-group/default`;
      if (!options.canAssume(target.RoleArn, 'scheduler.amazonaws.com', group))
        throw new AwsError(
          'ValidationException',
          'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
        );
      const expression = parseExpression(text, schedule.ScheduleExpressionTimezone);
      const fire = (scheduledTime: number) => {
        const executionId = randomBytes(8).toString('hex');
        const eventId = randomUUID();
        const firedAt = clock.now();
        const facts = { arn, scheduledTime, executionId, eventId, firedAt, account, region };
        return deliver(
          {
            sourceArn: arn,
            sourceAttributes: {
              EXECUTION_ID: executionId,
              IS_PAYLOAD_TRUNCATED: 'false',
              SCHEDULED_TIME: timeText(scheduledTime),
              SCHEDULE_ARN: arn,
            },
            targetArn: target.Arn,
            caller: roleCaller(target.RoleArn),
            retry: target.RetryPolicy,
            deadLetterArn: target.DeadLetterConfig?.Arn,
            payload: (attempt) => payloadOf(target.Input, { ...facts, attempt }),
          },
          options,
        );
      };
      if (schedule.State === 'ENABLED') add({ arn, text, expression, startsAtOnce: true, fire });
      return { ref: name, attributes: { Arn: arn } };
    },
  });
}

interface Facts {
  readonly arn: string;
  readonly scheduledTime: number;
  readonly firedAt: number;
  readonly executionId: string;
  readonly eventId: string;
  readonly attempt: number;
  readonly account: string;
  readonly region: string;
}

/** AWS's times here have no milliseconds. */
const timeText = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function payloadOf(input: string | undefined, facts: Facts): string {
  if (input !== undefined)
    return input
      .replaceAll('<aws.scheduler.schedule-arn>', facts.arn)
      .replaceAll('<aws.scheduler.scheduled-time>', timeText(facts.scheduledTime))
      .replaceAll('<aws.scheduler.execution-id>', facts.executionId)
      .replaceAll('<aws.scheduler.attempt-number>', String(facts.attempt));
  return JSON.stringify({
    version: '0',
    id: facts.eventId,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: facts.account,
    time: timeText(facts.firedAt),
    region: facts.region,
    resources: [facts.arn],
    detail: '{}',
  });
}
