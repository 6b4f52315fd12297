import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { Statement } from './grants.ts';
import { functionOf, resourcesOf, synthesize } from './synthesized.ts';

const templates = synthesize();
const { records, service } = templates;

describe('what holds state', () => {
  /** Another logical id is another resource: CloudFormation would begin anew with an empty one. */
  test.each([
    [
      'AWS::DynamoDB::GlobalTable',
      ['LinesTable', 'EnrolmentsTable', 'WipesTable', 'GovernorTable'],
    ],
    ['AWS::S3::Bucket', ['RecordAccessLogsBucket', 'RecordsBucket']],
    [
      'AWS::KMS::Key',
      ['DataKey', 'FirstCommandKey', 'SecondCommandKey', 'RecordKey', 'ContestKey'],
    ],
    ['AWS::IoT::Policy', ['HandsetPolicy']],
  ])('%s keeps its logical ids, and is kept when its stack goes', (type, ids) => {
    const found = records.findResources(type);

    expect(Object.keys(found)).toEqual(ids);
    for (const resource of Object.values(found))
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('the workflow keeps its logical id: runs wait in it for months', () => {
    expect(service.findResources('AWS::StepFunctions::StateMachine')).toEqual({
      WipeWorkflow: expect.objectContaining({ DeletionPolicy: 'Retain' }),
    });
  });

  test('nothing has a physical name', () => {
    const named = ['TableName', 'BucketName', 'FunctionName', 'RoleName', 'TopicName', 'QueueName'];
    const resources = [records, service].flatMap((template) =>
      Object.values(z.record(z.string(), z.looseObject({})).parse(template.toJSON()['Resources'])),
    );

    const withName = resources.filter(
      ({ Type, Properties }) =>
        Type !== 'AWS::Lambda::Permission' &&
        Type !== 'AWS::Lambda::EventInvokeConfig' &&
        named.some((name) => Object.hasOwn(Object(Properties), name)),
    );

    expect(withName).toEqual([]);
  });
});

describe('tables', () => {
  const tables = resourcesOf(templates, 'AWS::DynamoDB::GlobalTable');

  test.each(tables.map(({ logicalId, Properties }) => [logicalId, Properties] as const))(
    '%s is encrypted under the own key, recoverable and protected from deletion',
    (_, properties) => {
      expect(properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            SSESpecification: { KMSMasterKeyId: '<DataKey.Arn>' },
          },
        ],
      });
    },
  );

  test('indexes hold what lists need, never events or tokens', () => {
    const projected = tables.flatMap(({ Properties }) =>
      z
        .array(z.object({ IndexName: z.string(), Projection: z.looseObject({}) }))
        .default([])
        .parse(Properties['GlobalSecondaryIndexes'])
        .map(({ IndexName, Projection }) => [IndexName, Projection['NonKeyAttributes'] ?? []]),
    );

    expect(Object.fromEntries(projected)).toEqual({
      byAccount: [],
      byNumber: [],
      byHandset: ['state', 'lineId'],
      open: [],
      queued: [],
      held: [],
      approvals: [],
      byMonth: [
        'wipeId',
        'state',
        'model',
        'channel',
        'lineId',
        'visit',
        'requestedBy',
        'deadlineAt',
        'endedAt',
        'heldFor',
        'hold',
        'approval',
        'approvalUntil',
        'contestedAt',
        'reason',
        'openShard',
      ],
      ofLine: [],
      byLine: [],
    });
  });

  test('only wipes and counts expire', () => {
    const expiring = tables.filter(({ Properties }) => 'TimeToLiveSpecification' in Properties);

    expect(expiring.map(({ logicalId }) => logicalId)).toEqual(['WipesTable', 'GovernorTable']);
  });
});

describe('sealed records', () => {
  test('are locked for seven years, encrypted, versioned and private', () => {
    records.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 7 * 366 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
        ],
      },
      LoggingConfiguration: { DestinationBucketName: { Ref: 'RecordAccessLogsBucket' } },
      PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, BlockPublicPolicy: true },
    });
  });

  test('can be locked beyond anybody by a setting', () => {
    synthesize({ recordLock: 'COMPLIANCE', retentionYears: '10' }).records.hasResourceProperties(
      'AWS::S3::Bucket',
      {
        ObjectLockConfiguration: {
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3660 } },
        },
      },
    );
  });

  test('are written once, and their lock is lifted by nobody', () => {
    const [policy] = resourcesOf(templates, 'AWS::S3::BucketPolicy').filter(
      ({ Properties }) => Properties['Bucket'] === '<RecordsBucket>',
    );

    expect(policy?.Properties['PolicyDocument']).toMatchObject({
      Statement: expect.arrayContaining([
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Resource: '<RecordsBucket.Arn>/*',
          Condition: { Null: { 's3:if-none-match': 'true' } },
        },
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:BypassGovernanceRetention',
          Resource: '<RecordsBucket.Arn>/*',
        },
      ]),
    });
  });

  test('are refused to whoever comes without TLS', () => {
    records.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: 'RecordsBucket' },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });
});

describe('signing keys', () => {
  const signers = (logicalId: string, from = templates) => {
    const key = resourcesOf(from, 'AWS::KMS::Key').find((found) => found.logicalId === logicalId);
    const policy = z
      .object({ Statement: z.array(Statement) })
      .parse(key?.Properties['KeyPolicy']).Statement;
    return policy
      .filter(({ Action }) => Action.some((action) => /^kms:(Sign|\*)$/.test(action)))
      .map(({ Principal }) => Principal);
  };

  test.each([
    ['FirstCommandKey', [{ AWS: ['<CommandSigner.Arn>'] }]],
    ['RecordKey', [{ AWS: ['<RecordSigner.Arn>'] }]],
    ['SecondCommandKey', []],
  ])('%s signs for no other role, whatever IAM says', (logicalId, expected) => {
    expect(signers(logicalId)).toEqual(expected);
  });

  test('the one that stands by takes over by a setting', () => {
    const switched = synthesize({ commandKey: 'second' });

    expect(signers('FirstCommandKey', switched)).toEqual([]);
    expect(signers('SecondCommandKey', switched)).toEqual([{ AWS: ['<CommandSigner.Arn>'] }]);
    expect(functionOf(switched, 'issue-command').Properties['Environment']).toMatchObject({
      Variables: { COMMAND_KEY: '<SecondCommandKey.Arn>' },
    });
  });

  test('each signing role belongs to one function', () => {
    const roles = resourcesOf(templates, 'AWS::Lambda::Function').map(
      ({ Properties }) => Properties['Role'],
    );

    expect(roles.filter((role) => role === '<CommandSigner.Arn>')).toHaveLength(1);
    expect(roles.filter((role) => role === '<RecordSigner.Arn>')).toHaveLength(1);
  });
});
