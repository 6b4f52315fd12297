/** A hand-written cloud assembly with a table, a bucket, a role and some parameters, as CDK would lay it out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudOptions } from '#local/cloud.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
  ],
};

const records = {
  Parameters: {
    Issuer: { Type: 'String', Default: '' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x' },
  },
  Conditions: { HasIssuer: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Issuer' }, ''] }] } },
  Resources: {
    Wipes: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: [
          { AttributeName: 'id', AttributeType: 'S' },
          { AttributeName: 'openShard', AttributeType: 'S' },
          { AttributeName: 'at', AttributeType: 'N' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [
          {
            IndexName: 'open',
            KeySchema: [
              { AttributeName: 'openShard', KeyType: 'HASH' },
              { AttributeName: 'at', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        Replicas: [{ Region: { Ref: 'AWS::Region' } }],
      },
      DeletionPolicy: 'Retain',
    },
    Sealed: { Type: 'AWS::S3::Bucket', Properties: { ObjectLockEnabled: true } },
    Log: { Type: 'AWS::Logs::LogGroup' },
    Pool: { Type: 'AWS::Cognito::UserPool', Condition: 'NoIssuer' },
  },
  Outputs: {
    TableName: { Value: { Ref: 'Wipes' }, Export: { Name: 'records:Wipes' } },
    TableArn: { Value: { 'Fn::GetAtt': ['Wipes', 'Arn'] }, Export: { Name: 'records:WipesArn' } },
    Issuer: { Value: { 'Fn::If': ['HasIssuer', { Ref: 'Issuer' }, 'cognito'] } },
  },
};
const conditions = { ...records.Conditions, NoIssuer: { 'Fn::Not': [{ Condition: 'HasIssuer' }] } };

const service = {
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'default',
        Roles: [{ Ref: 'Role' }],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'dynamodb:PutItem',
              Resource: { 'Fn::ImportValue': 'records:WipesArn' },
            },
          ],
        },
      },
    },
  },
};

interface Additions {
  /** Resources of the first stack. */
  readonly records?: object;
  /** Resources of the second. */
  readonly service?: object;
  /** Entries of the asset manifest. */
  readonly files?: object;
}

/** Writes the assembly below `folder`. */
export function writeAssembly(folder: string, more: Additions = {}): string {
  const assembly = join(folder, 'cdk.out');
  mkdirSync(assembly, { recursive: true });
  const write = (name: string, content: unknown) =>
    writeFileSync(join(assembly, name), JSON.stringify(content));
  const stack = (name: string, dependencies: string[] = []) => ({
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/ap-northeast-1',
    properties: { templateFile: `${name}.template.json` },
    dependencies,
  });
  // The manifest lists the later stack first: only `dependencies` say the order.
  write('manifest.json', {
    artifacts: {
      service: stack('service', ['records']),
      records: stack('records'),
      'service.assets': { type: 'cdk:asset-manifest', properties: { file: 'service.assets.json' } },
    },
  });
  write('records.template.json', {
    ...records,
    Conditions: conditions,
    Resources: { ...records.Resources, ...more.records },
  });
  write('service.template.json', { Resources: { ...service.Resources, ...more.service } });
  write('service.assets.json', { files: more.files ?? {} });
  return assembly;
}

/** Options for a cloud below `folder`, on free ports. */
export function cloudOptions(folder: string, more: Partial<CloudOptions> = {}): CloudOptions {
  return {
    assemblyDir: writeAssembly(folder),
    dataDir: join(folder, 'data'),
    ports: { endpoint: 0, mqtt: 0, api: 0, edge: 0, secondEdge: 0, issuer: 0, inbox: 0 },
    parameters: {},
    log: () => {},
    ...more,
  };
}
