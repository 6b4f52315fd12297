import { expect, test } from '@jest/globals';
import { clientsIn, entryOf } from '#bench/needed-clients.ts';

const SOURCE = `
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { base64url } from 'jose';
`;

test('sources tell which clients and commands they need, types aside', () => {
  const needed = clientsIn([SOURCE, "import { KMSClient } from '@aws-sdk/client-kms';"]);

  expect([...(needed.get('@aws-sdk/client-kms') ?? [])]).toEqual(['SignCommand', 'KMSClient']);
  expect([...(needed.get('@aws-sdk/client-dynamodb') ?? [])]).toEqual(
    expect.arrayContaining(['DynamoDBClient', 'GetItemCommand', 'QueryCommand']),
  );
  expect([...needed.keys()]).not.toContain('jose');
});

test('a floor brings them along, and makes each client once', () => {
  const needed = new Map([['@aws-sdk/client-kms', new Set(['KMSClient', 'SignCommand'])]]);

  expect(
    entryOf(needed),
  ).toBe(`import { KMSClient as KMSClient0, SignCommand as SignCommand0 } from '@aws-sdk/client-kms';
const clients = [new KMSClient0({})];
export const handler = () => [clients, KMSClient0, SignCommand0];
`);
});
