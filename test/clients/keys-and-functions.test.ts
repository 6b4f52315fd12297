import { createPublicKey, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { PATIENCE } from '#test/journeys/stage.ts';
import { setClientStage } from './client-stage.ts';

const set = setClientStage();

const Keys = z.object({
  Keys: z.array(z.object({ KeyId: z.string(), KeyArn: z.string() })),
  NextToken: z.string().optional(),
});
const PublicKey = z.looseObject({ PublicKey: z.string(), KeySpec: z.string() });
const Signature = z.looseObject({ Signature: z.string() });
const Functions = z.object({
  Functions: z.array(z.looseObject({ FunctionName: z.string() })),
  NextToken: z.string().optional(),
});
const Invoked = z.looseObject({ StatusCode: z.number(), LogResult: z.string() });

/** The physical id of a resource whose logical id begins like this. */
function idOf(logicalId: string): string {
  const { resources } = set().stage.system.cloud;
  return resources.find((resource) => resource.logicalId.startsWith(logicalId))?.ref ?? '';
}
const file = (name: string) => join(set().stage.folder, name);

describe('aws kms', () => {
  let key: string;
  beforeAll(() => {
    key = idOf('FirstCommandKey');
  }, PATIENCE);

  test('lists keys, all or a few', async () => {
    const { aws } = set();

    const all = await aws.read(Keys, 'kms', 'list-keys', '--page-size', '2');
    const first = await aws.read(Keys, 'kms', 'list-keys', '--page-size', '2', '--max-items', '3');
    const rest = await aws.read(
      Keys,
      ...['kms', 'list-keys', '--starting-token', first.NextToken ?? ''],
    );

    expect(all.Keys.map(({ KeyId }) => KeyId)).toContain(key);
    expect(first.Keys).toHaveLength(3);
    expect([...first.Keys, ...rest.Keys]).toEqual(all.Keys);
  });

  test('describes a key, its policy and its aliases', async () => {
    const { aws } = set();
    const named = ['--key-id', key];

    const policy = await aws.json(
      ...['kms', 'get-key-policy', ...named, '--policy-name', 'default'],
    );

    expect(await aws.json('kms', 'describe-key', ...named)).toMatchObject({
      KeyMetadata: { KeyId: key, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', Enabled: true },
    });
    expect(await aws.json('kms', 'list-key-policies', ...named)).toMatchObject({
      PolicyNames: ['default'],
    });
    expect(policy).toMatchObject({ Policy: expect.stringContaining('kms:Sign') });
    expect(await aws.json('kms', 'list-aliases', ...named)).toMatchObject({ Aliases: [] });
  });

  test('signs, and the public key that it gives verifies it; so does KMS', async () => {
    const { aws } = set();
    const message = file('message.bin');
    await writeFile(message, 'to be signed');
    const signing = [
      ...['--key-id', key, '--message', `fileb://${message}`],
      ...['--signing-algorithm', 'ECDSA_SHA_256'],
    ];

    const { PublicKey: der } = await aws.read(PublicKey, 'kms', 'get-public-key', '--key-id', key);
    const { Signature: signature } = await aws.read(Signature, 'kms', 'sign', ...signing);
    await writeFile(file('signature.bin'), Buffer.from(signature, 'base64'));
    const judged = await aws.json(
      ...['kms', 'verify', ...signing, '--signature', `fileb://${file('signature.bin')}`],
    );

    const publicKey = createPublicKey({
      key: Buffer.from(der, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const bytes = await readFile(message);
    expect(verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(judged).toMatchObject({ SignatureValid: true });
  });

  test('is told that a key does not exist', async () => {
    const code = await set().aws.errorCode('kms', 'describe-key', '--key-id', 'alias/none');

    expect(code).toBe('NotFoundException');
  });
});

describe('aws lambda', () => {
  test('lists functions, all or a few', async () => {
    const { aws, stage } = set();
    const hosted = stage.system.cloud.resources.filter(
      ({ type }) => type === 'AWS::Lambda::Function',
    );

    const all = await aws.read(Functions, 'lambda', 'list-functions', '--page-size', '5');
    const first = await aws.read(
      Functions,
      ...['lambda', 'list-functions', '--page-size', '5', '--max-items', '7'],
    );

    const names = ({ Functions: shown }: z.infer<typeof Functions>) =>
      shown.map(({ FunctionName }) => FunctionName);
    for (const name of names(all)) expect(hosted.map(({ ref }) => ref)).toContain(name);
    expect(names(all).length).toBeGreaterThan(10);
    expect(names(first)).toEqual(names(all).slice(0, 7));
    expect(first.NextToken).toBeDefined();
  });

  test('invokes a function, with the end of its log and its answer in a file', async () => {
    const { aws } = set();
    const name = idOf('ReconciliationReconcileFunction');
    const named = ['--function-name', name];

    const invoked = await aws.read(
      Invoked,
      ...['lambda', 'invoke', ...named, '--log-type', 'Tail', '--payload', '{}'],
      file('answer.json'),
    );
    const configuration = await aws.json('lambda', 'get-function-configuration', ...named);

    expect(invoked).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(Buffer.from(invoked.LogResult, 'base64').toString()).toContain('"platform.report"');
    expect(await readFile(file('answer.json'), 'utf8')).toBe('null');
    expect(configuration).toMatchObject({ FunctionName: name, Runtime: 'nodejs24.x' });
  });

  test('shows who may call a function, and that nobody but its role may where there is no policy', async () => {
    const { aws } = set();
    const policyOf = (logicalId: string) => [
      ...['lambda', 'get-policy', '--function-name', idOf(logicalId)],
    ];

    const policy = await aws.json(...policyOf('TellingSendMessageFunction'));
    const none = await aws.errorCode(...policyOf('DispatchFunction'));

    expect(policy).toMatchObject({ Policy: expect.stringContaining('sns.amazonaws.com') });
    expect(none).toBe('ResourceNotFoundException');
  });
});

test('aws secretsmanager finds no secret, for the template has none', async () => {
  const { aws } = set();
  const named = ['--secret-id', 'none'];

  expect(await aws.json('secretsmanager', 'list-secrets')).toEqual({ SecretList: [] });
  expect(await aws.errorCode('secretsmanager', 'get-secret-value', ...named)).toBe(
    'ResourceNotFoundException',
  );
});
