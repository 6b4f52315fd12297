/** Sending SMS through SNS. */
import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

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
