/** Sending SMS through SNS, and an alarm before that has cost so much that SNS stops. */
import { Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { Settings } from './settings.ts';

/**
 * A phone number has no ARN, so the statement says what the target may not be: any topic, application or
 * endpoint of SNS. https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html
 */
export function sendSms(scope: IConstruct): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: ['sns:Publish'],
    notResources: [`arn:${Stack.of(scope).partition}:sns:*:*:*`],
  });
}

/**
 * What all SMS of the account have cost since the month began.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export const SMS_SPENT = new Metric({
  namespace: 'AWS/SNS',
  metricName: 'SMSMonthToDateSpentUSD',
  statistic: Stats.MAXIMUM,
});

/** How much of the quota leaves time to have it raised, in hundredths. */
const NEAR = 80;

export interface SmsAlarmProps {
  readonly alarms: Alarms;
  readonly settings: Pick<Settings, 'smsMonthlySpendUsd'>;
}

export class SmsAlarm extends Construct {
  constructor(scope: Construct, id: string, { alarms, settings }: SmsAlarmProps) {
    super(scope, id);
    alarms.atOnce(SMS_SPENT, {
      scope: this,
      name: 'sms-spend',
      why: 'SMS of this month have cost most of what they may, and then Amazon SNS sends none',
      from: (NEAR * settings.smsMonthlySpendUsd) / 100,
      // It is told where SMS are sent, and holds for the month.
      minutes: 60,
    });
  }
}
