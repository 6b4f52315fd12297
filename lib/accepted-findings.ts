/** Findings of cdk-nag's packs that are meant, each with its reason and only where it is meant. */
import { type App, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

interface Accepted {
  readonly rule: string;
  readonly reason: string;
  /** Paths below the app; those of the service's own stack without its name. */
  readonly at: readonly string[];
}

const WIDE = 'AwsSolutions-IAM5';
const RECORDS = 'RemoteWipe-Records';
const SERVICE = 'RemoteWipe-Service';
const EDGES = ['RemoteWipe-Edge', 'RemoteWipe-Console'];
/** The same place in every stack of an edge. */
const onEdges = (place: string) => EDGES.map((edge) => `${edge}/${place}`);
/** CDK's own function, under the name that it has in every stack. */
const COPIERS = onEdges('Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C');

/** Of a pack of rules for any system, what this one does another way, everywhere. */
const meantEverywhere: readonly Accepted[] = [
  {
    rule: 'NIST.800.53.R5-IAMNoInlinePolicy',
    reason: 'A policy is for one role alone, and is made and goes with it',
    at: [SERVICE, ...EDGES],
  },
  {
    rule: 'NIST.800.53.R5-LambdaInsideVPC',
    reason:
      'Functions call endpoints of AWS only, and nothing of theirs is in a network of its own',
    at: [SERVICE, ...COPIERS],
  },
  {
    rule: 'NIST.800.53.R5-LambdaConcurrency',
    reason: "A limit would be taken out of the account's; the stage bounds each route",
    at: [SERVICE],
  },
  {
    rule: 'NIST.800.53.R5-LambdaDLQ',
    reason:
      'What is called asynchronously has a destination for failures; others tell their caller',
    at: [SERVICE],
  },
  {
    rule: 'Serverless-LambdaDLQ',
    reason:
      'What is called asynchronously has a destination for failures; others tell their caller',
    at: [SERVICE],
  },
  {
    rule: 'Serverless-LambdaTracing',
    reason:
      "A wipe's item has its whole course, and log lines carry its id; traces would add a copy",
    at: [SERVICE],
  },
  {
    rule: 'NIST.800.53.R5-CloudWatchLogGroupEncrypted',
    reason: 'CloudWatch Logs encrypts by itself, and no line names a person',
    at: [SERVICE, ...onEdges('Firewall/Logs'), ...onEdges('PageCopier/Logs')],
  },
];

/** All of them; `region` as it stands in the template. */
export const acceptedFindings = (region: string): readonly Accepted[] => [
  ...meantEverywhere,
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
    rule: `${WIDE}[Resource::arn:aws:states:${region}:<AWS::AccountId>:execution:<WipeWorkflow.Name>:*]`,
    reason: 'Runs of one state machine, named by wipes, which do not exist yet',
    at: ['OperationsView/ShowExecution/Policy'],
  },
  {
    rule: 'AwsSolutions-SQS3',
    reason: 'These are the dead-letter queues, of a topic, rules, a schedule and functions',
    at: [
      'Telling/DeadLetters',
      'HandsetMessaging/DeadLetters',
      'Reconciliation/DeadLetters',
      'OperationsView/DeadLetters',
    ],
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    reason: 'These are the dead-letter queues, of a topic, rules, a schedule and functions',
    at: [
      'Telling/DeadLetters',
      'HandsetMessaging/DeadLetters',
      'Reconciliation/DeadLetters',
      'OperationsView/DeadLetters',
    ],
  },
  {
    rule: 'Serverless-SNSRedrivePolicy',
    reason: 'Mail of an alarm that cannot be delivered is of no use later; the alarm shows anyway',
    at: ['Alarms', ...onEdges('Alarms')],
  },
  {
    rule: 'Serverless-StepFunctionStateMachineXray',
    reason: 'A run waits for up to 330 days, and a trace is kept for 30',
    at: ['Workflow'],
  },
  {
    rule: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    reason: 'Records are locked and versioned, and stay in the region that the carrier chose',
    at: [`${RECORDS}/RecordStore`],
  },
  {
    rule: 'NIST.800.53.R5-S3BucketVersioningEnabled',
    reason: 'Log delivery writes each object once, and all of them go after 400 days',
    at: [`${RECORDS}/RecordStore/AccessLogs`],
  },
  {
    rule: 'NIST.800.53.R5-S3DefaultEncryptionKMS',
    reason: 'Log delivery cannot write under a key of the customer',
    at: [`${RECORDS}/RecordStore/AccessLogs`],
  },
  {
    rule: `${WIDE}[Resource::<EdgePagesBucketD58F2396.Arn>/assets/*]`,
    reason: 'Files are named by their content, which changes with every build',
    at: onEdges('Edge/Pages/AssetsRights'),
  },
  {
    rule: 'AwsSolutions-S1',
    reason: 'Public files only, which nobody but one distribution may read',
    at: onEdges('Edge/Pages/Bucket'),
  },
  {
    rule: 'NIST.800.53.R5-S3BucketLoggingEnabled',
    reason: 'Public files only, which nobody but one distribution may read',
    at: onEdges('Edge/Pages/Bucket'),
  },
  {
    rule: 'NIST.800.53.R5-S3DefaultEncryptionKMS',
    reason: 'Public files only, which CloudFront shows to everybody',
    at: onEdges('Edge/Pages/Bucket'),
  },
  {
    rule: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    reason: 'A deployment fills it again out of what was built',
    at: onEdges('Edge/Pages/Bucket'),
  },
  {
    rule: 'NIST.800.53.R5-S3BucketVersioningEnabled',
    reason: 'A deployment fills it again out of what was built',
    at: onEdges('Edge/Pages/Bucket'),
  },
  {
    rule: 'AwsSolutions-L1',
    reason: 'CDK chooses the runtime of its own function, and raises it from version to version',
    at: COPIERS,
  },
  {
    rule: 'Serverless-LambdaLatestVersion',
    reason: 'CDK chooses the runtime of its own function, and raises it from version to version',
    at: COPIERS,
  },
  {
    rule: 'Serverless-LambdaTracing',
    reason: 'It runs during deployments only, and logs what it does',
    at: COPIERS,
  },
  {
    rule: 'NIST.800.53.R5-LambdaConcurrency',
    reason: 'It runs during deployments only, a few times in each',
    at: COPIERS,
  },
  {
    rule: 'NIST.800.53.R5-LambdaDLQ',
    reason: 'CloudFormation calls it, and the deployment fails where it does',
    at: COPIERS,
  },
  {
    rule: 'Serverless-LambdaDLQ',
    reason: 'CloudFormation calls it, and the deployment fails where it does',
    at: COPIERS,
  },
  {
    rule: 'AwsSolutions-CFR1',
    reason: 'Who lost a phone abroad has to get in from there',
    at: onEdges('Edge/Distribution'),
  },
  {
    rule: 'AwsSolutions-CFR3',
    reason: 'It would keep addresses with ids; the firewall logs what it blocks, the API each call',
    at: onEdges('Edge/Distribution'),
  },
  {
    rule: 'AwsSolutions-CFR4',
    reason: "TLS 1.2 at least under a name of the carrier's; for its own name CloudFront decides",
    at: onEdges('Edge/Distribution'),
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
      'Whoever reads a message may say that it was not them: its link has a secret of 128 bits',
    at: ['PublicApi/HttpApi/POST--v1--wipes--{wipeId}--contest'],
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

/** The path below the app of one of `at`. */
export const pathOf = (at: string) =>
  [RECORDS, SERVICE, ...EDGES].includes(at.split('/')[0] ?? '') ? at : `${SERVICE}/${at}`;

/** `region` is that of the service. @throws Error for a path that the app does not have. */
export function acceptFindings(app: App, region: string): void {
  for (const { rule: id, reason, at } of acceptedFindings(region))
    for (const path of at) {
      let construct: IConstruct = app;
      for (const child of pathOf(path).split('/')) construct = construct.node.findChild(child);
      Validations.of(construct).acknowledge({ id, reason });
    }
}
