/** Findings of cdk-nag's AwsSolutions pack that are meant, each with its reason and only where it is meant. */
import { type Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

interface Accepted {
  readonly rule: string;
  readonly reason: string;
  /** Paths below the stack. */
  readonly at: readonly string[];
}

const WIDE = 'AwsSolutions-IAM5';

/** All of them; `region` as it stands in the template. */
export const acceptedFindings = (region: string): readonly Accepted[] => [
  {
    rule: `${WIDE}[Resource::*]`,
    reason: 'iot:CreateCertificateFromCsr and iot:DescribeEndpoint have no resource in AWS',
    at: ['Enrolment/Enrol/Policy', 'Enrolment/RenewCertificate/Policy'],
  },
  {
    rule: `${WIDE}[Resource::*]`,
    reason: 'Log delivery of a state machine has no resource in AWS',
    at: ['Workflow/Role/DefaultPolicy'],
  },
  {
    rule: `${WIDE}[Resource::arn:aws:iot:${region}:<AWS::AccountId>:thing/*]`,
    reason: 'Things are named by enrolments, which do not exist yet',
    at: ['Enrolment/Enrol/Policy', 'Enrolment/RenewCertificate/Policy'],
  },
  {
    rule: `${WIDE}[Resource::arn:aws:iot:${region}:<AWS::AccountId>:cert/*]`,
    reason: 'AWS IoT chooses the ids of certificates',
    at: [
      'Enrolment/Enrol/Policy',
      'Enrolment/RenewCertificate/Policy',
      'HandsetMessaging/IssueCommand/Policy',
    ],
  },
  {
    rule: `${WIDE}[Resource::arn:aws:iot:${region}:<AWS::AccountId>:topic/handsets/*/notice]`,
    reason: 'Any handset may have to be told; a notice carries no authority',
    at: ['Dispatch/Dispatch/Policy', 'Reconciliation/Reconcile/Policy'],
  },
  {
    rule: `${WIDE}[Resource::arn:aws:iot:${region}:<AWS::AccountId>:topic/handsets/*/command]`,
    reason: 'Any handset may claim; what it is answered has to be signed to be obeyed',
    at: ['HandsetMessaging/IssueCommand/Policy'],
  },
  {
    rule: `${WIDE}[Resource::{"Fn::Select":[0,{"Fn::Split":[":app/",{"Ref":"PushApplicationArn"}]}]}:endpoint/{"Fn::Select":[1,{"Fn::Split":[":app/",{"Ref":"PushApplicationArn"}]}]}/*]`,
    reason: 'Endpoints of one application, made as handsets enrol',
    at: ['PushWakeUps/Dispatch', 'PushWakeUps/Reconcile'],
  },
  {
    rule: `${WIDE}[Resource::<RecordsBucket.Arn>/records/*]`,
    reason: 'Records are named by wipes, which do not exist yet',
    at: ['Sealing/SealRecord/Policy', 'WipeRequests/ShowRecord/Policy'],
  },
  {
    rule: 'AwsSolutions-SQS3',
    reason: 'These are the dead-letter queues, of a topic, rules, a schedule and functions',
    at: ['Telling/DeadLetters', 'HandsetMessaging/DeadLetters', 'Reconciliation/DeadLetters'],
  },
  {
    rule: 'AwsSolutions-SF1',
    reason: 'Each event of a wipe is in its item; errors are logged, never callback tokens',
    at: ['Workflow'],
  },
  {
    rule: 'AwsSolutions-SF2',
    reason: 'A run waits for up to 330 days, and a trace is kept for 30',
    at: ['Workflow'],
  },
  {
    rule: 'AwsSolutions-COG8',
    reason: 'Its adaptive sign-in asks some people for a second factor; this pool asks everybody',
    at: ['SignIn/Pool'],
  },
  {
    rule: 'AwsSolutions-APIG4',
    reason: 'The list of models is public',
    at: ['PublicApi/HttpApi/GET--v1--models'],
  },
  {
    rule: 'AwsSolutions-APIG4',
    reason:
      'Handsets have no token: what they send is signed, and asking for a code is always answered alike',
    at: [
      'PublicApi/HttpApi/POST--v1--enrolments--code',
      'PublicApi/HttpApi/POST--v1--enrolments',
      'PublicApi/HttpApi/POST--v1--enrolments--{enrolmentId}--certificate',
    ],
  },
];

/** @throws Error for a path that the stack does not have. */
export function acceptFindings(stack: Stack): void {
  for (const { rule: id, reason, at } of acceptedFindings(stack.region))
    for (const path of at) {
      let construct: IConstruct = stack;
      for (const child of path.split('/')) construct = construct.node.findChild(child);
      Validations.of(construct).acknowledge({ id, reason });
    }
}
