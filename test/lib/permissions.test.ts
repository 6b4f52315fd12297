import { describe, expect, test } from '@jest/globals';
import type { FunctionName } from '#functions/contract/environment.ts';
import { identityPolicies, rightsOf } from './permissions.ts';
import { FUNCTION_NAMES, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();

const tablesKey = 'kms:Decrypt DataKey if kms:ViaService=dynamodb';
const messages = [
  'kms:Decrypt TellingKey if kms:ViaService=sns',
  'kms:GenerateDataKey TellingKey if kms:ViaService=sns',
  'sns:Publish TellingMessages',
];
const sms = 'sns:Publish not sns:*:*:*';
const mail = [
  'ses:SendEmail ses:identity/SenderAddress if ses:FromAddress=SenderAddress',
  'ses:SendEmail ses:identity/split(SenderAddress, @)[1] if ses:FromAddress=SenderAddress',
];
const push = 'split(PushApplicationArn, :app/)';
const wakeByPush = `sns:Publish ${push}[0]:endpoint/${push}[1]/* if push`;
const answerTasks = ['states:SendTaskFailure WipeWorkflow', 'states:SendTaskSuccess WipeWorkflow'];
const certificates = [
  'iot:AttachPolicy iot:cert/*',
  'iot:AttachThingPrincipal iot:cert/*',
  'iot:CreateCertificateFromCsr *',
  'iot:CreateThing iot:thing/*',
  'iot:DescribeEndpoint *',
  'iot:UpdateCertificate iot:cert/*',
];
const items = (table: string, ...actions: string[]) =>
  actions.map((action) => {
    const [verb, index] = action.split(' ');
    return `dynamodb:${verb} ${table}Table${index ? `/index/${index}` : ''}`;
  });

/** Besides writing its own log and, through DynamoDB, decrypting the tables that it uses. */
const RIGHTS: Readonly<Record<FunctionName, readonly string[]>> = {
  'list-models': [],
  'list-lines': [
    ...items('Lines', 'GetItem', 'Query byAccount'),
    ...items('Enrolments', 'GetItem'),
    ...items('Wipes', 'Query'),
  ],
  'show-line': [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Enrolments', 'GetItem'),
    ...items('Wipes', 'Query'),
  ],
  'request-wipe': [
    ...items('Lines', 'Query byAccount', 'GetItem', 'PutItem'),
    ...items('Enrolments', 'GetItem'),
    ...items('Wipes', 'Query', 'PutItem'),
    'states:StartExecution WipeWorkflow',
  ],
  'list-wipes': [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Wipes', 'GetItem', 'Query byLine'),
  ],
  'show-wipe': [...items('Lines', 'Query byAccount', 'GetItem'), ...items('Wipes', 'GetItem')],
  'cancel-wipe': [
    ...items('Lines', 'Query byAccount', 'GetItem', 'PutItem'),
    ...items('Wipes', 'GetItem', 'UpdateItem'),
    ...answerTasks,
  ],
  'show-record': [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Wipes', 'GetItem'),
    's3:GetObject RecordsBucket/records/*',
    'kms:Decrypt DataKey if kms:ViaService=s3',
  ],
  'send-step-up-code': [...items('Lines', 'Query byAccount', 'GetItem', 'PutItem'), ...mail, sms],
  'name-person': [],
  'send-enrolment-code': [...items('Lines', 'Query byNumber', 'GetItem', 'PutItem'), sms],
  enrol: [
    ...items('Lines', 'Query byNumber', 'GetItem', 'PutItem'),
    ...items('Enrolments', 'GetItem', 'PutItem', 'UpdateItem', 'Query byHandset'),
    ...items('Wipes', 'Query', 'UpdateItem'),
    ...certificates,
    ...messages,
    'states:SendTaskFailure WipeWorkflow',
    'kms:GetPublicKey FirstCommandKey',
    'kms:GetPublicKey SecondCommandKey',
    'sns:CreatePlatformEndpoint PushApplicationArn if push',
  ],
  'renew-certificate': [...items('Enrolments', 'GetItem', 'UpdateItem'), ...certificates],
  'check-eligibility': [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Enrolments', 'GetItem'),
    ...items('Wipes', 'GetItem', 'UpdateItem'),
  ],
  dispatch: [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Enrolments', 'GetItem'),
    ...items('Governor', 'GetItem'),
    ...items('Wipes', 'GetItem', 'UpdateItem'),
    'iot:Publish iot:topic/handsets/*/notice',
    wakeByPush,
  ],
  'issue-command': [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Enrolments', 'GetItem', 'UpdateItem'),
    ...items('Governor', 'GetItem'),
    ...items('Wipes', 'Query', 'GetItem', 'UpdateItem'),
    'iot:Publish iot:topic/handsets/*/command',
    'iot:UpdateCertificate iot:cert/*',
    'kms:GetPublicKey FirstCommandKey',
    'kms:Sign FirstCommandKey',
    'states:SendTaskFailure WipeWorkflow',
    'sqs:SendMessage HandsetMessagingDeadLettersQueue',
  ],
  'receive-report': [
    ...items('Enrolments', 'GetItem'),
    ...items('Wipes', 'GetItem', 'UpdateItem'),
    ...answerTasks,
    'sqs:SendMessage HandsetMessagingDeadLettersQueue',
  ],
  'wait-for-verdict': items('Wipes', 'GetItem', 'UpdateItem'),
  'seal-record': [
    ...items('Wipes', 'GetItem', 'UpdateItem'),
    'kms:GetPublicKey RecordKey',
    'kms:Sign RecordKey',
    's3:GetObject RecordsBucket/records/*',
    's3:PutObject RecordsBucket/records/*',
    'kms:Decrypt DataKey if kms:ViaService=s3',
    'kms:GenerateDataKey DataKey if kms:ViaService=s3',
  ],
  'tell-account-holder': [
    ...items('Lines', 'Query byAccount', 'GetItem', 'PutItem'),
    ...items('Wipes', 'GetItem'),
    ...messages,
  ],
  'send-message': [
    ...items('Lines', 'GetItem'),
    ...items('Wipes', 'GetItem', 'UpdateItem'),
    ...mail,
    sms,
    'sqs:SendMessage TellingDeadLettersQueue',
  ],
  reconcile: [
    ...items('Lines', 'Query byAccount', 'GetItem'),
    ...items('Enrolments', 'GetItem'),
    ...items('Governor', 'GetItem'),
    ...items('Wipes', 'Query open', 'GetItem', 'UpdateItem'),
    'iot:Publish iot:topic/handsets/*/notice',
    sms,
    wakeByPush,
    'states:StartExecution WipeWorkflow',
    'states:SendTaskFailure WipeWorkflow',
    'sqs:SendMessage ReconciliationDeadLettersQueue',
  ],
};

describe('permissions of functions', () => {
  test.each(FUNCTION_NAMES)('%s may do this and no more', (name) => {
    const ownLog = (right: string) => right.startsWith('logs:');
    const usesTables = RIGHTS[name].some((right) => right.startsWith('dynamodb:'));

    const rights = rightsOf(templates, name);

    expect(rights.filter((right) => !ownLog(right))).toEqual(
      [...(usesTables ? [tablesKey] : []), ...RIGHTS[name]].toSorted(),
    );
    expect(rights.filter(ownLog)).toEqual([
      expect.stringMatching(/^logs:CreateLogStream [A-Za-z]+Logs$/),
      expect.stringMatching(/^logs:PutLogEvents [A-Za-z]+Logs$/),
    ]);
  });
});

describe('permissions of all', () => {
  const statements = identityPolicies(templates).flatMap(({ logicalId, PolicyDocument }) =>
    PolicyDocument.Statement.map((statement) => ({ logicalId, ...statement })),
  );

  test('no role has a policy that AWS manages, and none is trusted to anybody but a service', () => {
    const roles = resourcesOf(templates, 'AWS::IAM::Role');

    expect(roles.filter(({ Properties }) => 'ManagedPolicyArns' in Properties)).toEqual([]);
    for (const { Properties } of roles)
      expect(Properties['AssumeRolePolicyDocument']).toMatchObject({
        Statement: [
          { Action: 'sts:AssumeRole', Principal: { Service: expect.stringMatching(/amazonaws/) } },
        ],
      });
  });

  test('the workflow invokes its five task functions and nothing else', () => {
    const invoking = statements.filter(
      ({ logicalId, Action }) =>
        logicalId.startsWith('Workflow') && Action.includes('lambda:InvokeFunction'),
    );

    expect(invoking.flatMap(({ Resource }) => Resource).toSorted()).toEqual([
      '<DispatchCheckEligibilityFunction.Arn>',
      '<DispatchFunction.Arn>',
      '<DispatchWaitForVerdictFunction.Arn>',
      '<SealingSealRecordFunction.Arn>',
      '<TellingTellAccountHolderFunction.Arn>',
    ]);
  });
});
