/** Adds a bundled function to the fixture's assembly: it writes to the table, and tries to read, with its own role. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = `
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;
export const handler = async ({ id }) => {
  await client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
  return await client
    .send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))
    .then(() => 'read', ({ name, message }) => ({ name, message }));
};
`;

/** The asset's manifest entry, its files written below `assembly`. */
export async function writeFunctionAsset(assembly: string) {
  const path = 'asset.writer';
  await build({
    stdin: { contents: SOURCE, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    outfile: join(assembly, path, 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return {
    writer: {
      source: { path, packaging: 'zip' },
      destinations: { current: { bucketName: 'assets', objectKey: 'writer.zip' } },
    },
  };
}

/** Resources of the service stack. */
export const WRITER = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'writer.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 20,
    Environment: { Variables: { TABLE_NAME: { 'Fn::ImportValue': 'records:Wipes' } } },
  },
  DependsOn: ['Policy', 'Role'],
};
