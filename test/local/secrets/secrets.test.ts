import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import { createSecrets, type SecretsPart } from '#local/secrets/part.ts';
import { signedCall } from '../signed-call.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

let folder = temporaryFolder();
let cloud: SmallCloud;
let secrets: SecretsPart;

async function startCloud() {
  cloud = await smallCloud(folder.path, (context) => {
    secrets = createSecrets(context);
    return [secrets];
  });
}
beforeEach(async () => {
  folder = temporaryFolder();
  await startCloud();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const create = async (properties: object) =>
  (await cloud.create('AWS::SecretsManager::Secret', 'Secret', properties)).ref;

/** The wire protocol of the service's clients (AWS JSON 1.1). */
async function call(operation: string, input: object, roleArn?: string) {
  const answer = await signedCall(cloud.url, cloud.client(roleArn).credentials, {
    service: 'secretsmanager',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return z.record(z.string(), z.unknown()).parse(await answer.json());
}

test('a generated secret is the same after a restart', async () => {
  const arn = await create({
    GenerateSecretString: { PasswordLength: 24, ExcludePunctuation: true },
  });
  const before = await call('GetSecretValue', { SecretId: arn });
  await cloud.stop();
  await startCloud();

  expect(await create({ GenerateSecretString: { PasswordLength: 24 } })).toBe(arn);
  expect(await call('GetSecretValue', { SecretId: arn })).toEqual(before);
  expect(before['SecretString']).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(arn).toMatch(/:secret:Test-Secret-0A1B2C-[A-Za-z0-9]{6}$/);
});

test('a generated secret may be a member of a JSON object', async () => {
  const arn = await create({
    GenerateSecretString: { SecretStringTemplate: '{"user":"a"}', GenerateStringKey: 'password' },
  });

  const value = z
    .strictObject({ user: z.literal('a'), password: z.string().length(32) })
    .parse(JSON.parse(secrets.valueOf(arn)));

  expect(value.password).toMatch(/[a-z]/);
});

test('is found by its name and by its ARN without the last characters', async () => {
  const arn = await create({ Name: 'pepper', SecretString: 'text' });

  for (const SecretId of ['pepper', arn, arn.slice(0, -7)])
    expect(await call('GetSecretValue', { SecretId })).toMatchObject({ SecretString: 'text' });
  expect(await call('DescribeSecret', { SecretId: 'pepper' })).toMatchObject({ ARN: arn });
  expect(
    await call('GetSecretValue', { SecretId: 'pepper', VersionStage: 'AWSPREVIOUS' }),
  ).toMatchObject({ __type: 'ResourceNotFoundException' });
});

test('is listed with the others, a page at a time, to who may list', async () => {
  for (const name of ['a', 'b', 'c'])
    await cloud.create('AWS::SecretsManager::Secret', name, { Name: name, SecretString: 'text' });
  const nobody = await cloud.role('nobody', []);

  const first = await call('ListSecrets', { MaxResults: 2 });
  const second = await call('ListSecrets', { MaxResults: 2, NextToken: first['NextToken'] });

  expect(first).toMatchObject({ SecretList: [{ Name: 'a' }, { Name: 'b' }] });
  expect(second).toMatchObject({ SecretList: [{ Name: 'c' }] });
  expect(JSON.stringify([first, second])).not.toContain('text');
  expect(second['NextToken']).toBeUndefined();
  expect(await call('ListSecrets', {}, nobody)).toMatchObject({ __type: 'AccessDeniedException' });
  expect(await call('ListSecrets', { NextToken: 'x' })).toMatchObject({
    __type: 'InvalidNextTokenException',
  });
});

test('needs the grant on the secret', async () => {
  const arn = await create({ SecretString: 'text' });
  const reader = await cloud.role('reader', [
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn },
  ]);
  const other = await cloud.role('other', []);

  expect(await call('GetSecretValue', { SecretId: arn }, reader)).toMatchObject({ ARN: arn });
  expect(await call('GetSecretValue', { SecretId: arn }, other)).toMatchObject({
    __type: 'AccessDeniedException',
  });
});

test('refuses by name what it does not host', async () => {
  expect(await call('PutSecretValue', {})).toMatchObject({ __type: 'UnknownOperationException' });
  await expect(create({ ReplicaRegions: [] })).rejects.toThrow('ReplicaRegions');
});
