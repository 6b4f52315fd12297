/** A small cloud with one table under a customer-managed key, for the tests of the DynamoDB part. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '#local/clock.ts';
import { createDynamoDb } from '#local/dynamodb/part.ts';
import type { PolicyStatement } from '#local/iam/access.ts';
import { createKms } from '#local/kms/part.ts';
import { smallCloud } from '../small-cloud.ts';

export const TABLE = 'Test-Wipes-0A1B2C';
export const TABLE_ARN = `arn:aws:dynamodb:ap-northeast-1:000000000000:table/${TABLE}`;

const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });

/** As CDK synthesizes it. */
export const properties = (keyArn: string) => ({
  AttributeDefinitions: [
    { AttributeName: 'enrolmentId', AttributeType: 'S' },
    { AttributeName: 'attempt', AttributeType: 'N' },
    { AttributeName: 'openShard', AttributeType: 'S' },
    { AttributeName: 'nextActionAt', AttributeType: 'N' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [hash('enrolmentId'), range('attempt')],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'open',
      KeySchema: [hash('openShard'), range('nextActionAt')],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['state'] },
    },
  ],
  Replicas: [
    {
      Region: 'ap-northeast-1',
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: [{ IndexName: 'open' }],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { KMSMasterKeyId: keyArn },
    },
  ],
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
});

const KEY_POLICY = {
  Statement: [
    {
      Effect: 'Allow',
      Action: 'kms:*',
      Principal: { AWS: 'arn:aws:iam::000000000000:root' },
      Resource: '*',
    },
  ],
};

/** Starts the cloud on a folder that may hold an earlier one's state. `more` changes the table's properties. */
export async function wipesCloud(
  folder: string,
  { more = {}, clock }: { more?: object; clock?: Clock } = {},
) {
  const cloud = await smallCloud(
    folder,
    (context) => {
      const kms = createKms(context);
      return [kms, createDynamoDb(context, { keys: kms })] as const;
    },
    clock,
  );
  const key = await cloud.create('AWS::KMS::Key', 'Key', { KeyPolicy: KEY_POLICY });
  const keyArn = String(key.attributes['Arn']);
  const table = await cloud.create('AWS::DynamoDB::GlobalTable', 'Wipes', {
    ...properties(keyArn),
    ...more,
  });
  await cloud.start();
  const clients: DynamoDBClient[] = [];
  const open = (roleArn?: string) => {
    const client = new DynamoDBClient(cloud.client(roleArn));
    clients.push(client);
    return client;
  };
  return {
    cloud,
    keyArn,
    table,
    administrator: open(),
    /** The client of a role with these statements and, unless told otherwise, the use of the key. */
    async role(statements: PolicyStatement[], { decrypt = true }: { decrypt?: boolean } = {}) {
      const use = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn } as const;
      return open(await cloud.role('tester', decrypt ? [...statements, use] : statements));
    },
    async stop() {
      for (const client of clients) client.destroy();
      await cloud.stop();
    },
  };
}
