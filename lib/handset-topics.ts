/** The four topics of an enrolment as IAM and AWS IoT policies name them. */
import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { topics } from '#domain/protocol/envelope.ts';
import { allow } from './use.ts';

/** Stands for the enrolment of the very client that asks: thing name, client id and enrolment id are one. */
const ITSELF = policyVariable('iot:Connection.Thing.ThingName');

function policyVariable(name: string): string {
  return ['${', name, '}'].join('');
}

export function iotArn(scope: IConstruct, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:iot:${region}:${account}:${resource}`;
}

/** May publish on this topic of any handset. */
export const publishTo = (scope: IConstruct, topic: 'notice' | 'command'): PolicyStatement =>
  allow('iot', ['Publish'], iotArn(scope, `topic/${topics('*')[topic]}`));

/** The filter of a rule that listens to this topic of all handsets. */
export const ruleFilter = (topic: 'claim' | 'report'): string => topics('+')[topic];

/**
 * What a handset's certificate allows it: its own four topics under its own name.
 * https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html
 */
export function handsetPolicyStatements(scope: IConstruct): PolicyStatement[] {
  const own = topics(ITSELF);
  const arns = (kind: string, ...names: string[]) =>
    names.map((name) => iotArn(scope, `${kind}/${name}`));
  return [
    allow('iot', ['Connect'], arns('client', ITSELF), {
      Bool: { 'iot:Connection.Thing.IsAttached': 'true' },
    }),
    allow('iot', ['Publish'], arns('topic', own.claim, own.report)),
    allow('iot', ['Subscribe'], arns('topicfilter', own.notice, own.command)),
    allow('iot', ['Receive'], arns('topic', own.notice, own.command)),
  ];
}
