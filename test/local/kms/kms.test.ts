import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyPoliciesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  VerifyCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createKms, type Kms } from '#local/kms/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const SIGNING = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' };
const MESSAGE = Buffer.from('header.payload');

let folder = temporaryFolder();
let cloud: SmallCloud;
let kms: Kms;

async function startCloud() {
  cloud = await smallCloud(folder.path, (context) => {
    kms = createKms(context);
    return [kms];
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

const createKey = async (properties: object, logicalId = 'Key') => {
  const { ref, attributes } = await cloud.create('AWS::KMS::Key', logicalId, properties);
  return { id: ref, arn: String(attributes['Arn']) };
};
const publicKeyOf = async (client: KMSClient, KeyId: string) => {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
  return createPublicKey({
    key: Buffer.from(PublicKey ?? []),
    type: 'spki',
    format: 'der',
  });
};

describe('a signing key', () => {
  test.each([
    ['RAW', MESSAGE],
    ['DIGEST', createHash('sha256').update(MESSAGE).digest()],
  ] as const)(
    'signs a %s message so that its public key verifies it',
    async (MessageType, Message) => {
      const { id } = await createKey(SIGNING);
      const client = new KMSClient(cloud.client());
      const publicKey = await publicKeyOf(client, id);

      for (let round = 0; round < 20; round += 1) {
        const { Signature } = await client.send(
          new SignCommand({ KeyId: id, Message, MessageType, SigningAlgorithm: 'ECDSA_SHA_256' }),
        );

        expect(verify('sha256', MESSAGE, publicKey, Signature ?? Buffer.alloc(0))).toBe(true);
      }
    },
  );

  test('verifies its own signature and refuses a changed message', async () => {
    const { arn } = await createKey(SIGNING);
    const client = new KMSClient(cloud.client());
    const algorithm = { KeyId: arn, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
    const { Signature } = await client.send(new SignCommand({ ...algorithm, Message: MESSAGE }));

    const verified = await client.send(
      new VerifyCommand({ ...algorithm, Message: MESSAGE, Signature }),
    );
    const changed = client.send(
      new VerifyCommand({ ...algorithm, Message: Buffer.from('other'), Signature }),
    );

    expect(verified.SignatureValid).toBe(true);
    await expect(changed).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  });

  test('refuses what AWS refuses', async () => {
    const { id } = await createKey(SIGNING);
    const { id: disabled } = await createKey({ ...SIGNING, Enabled: false }, 'Disabled');
    const { id: symmetric } = await createKey({}, 'Symmetric');
    const client = new KMSClient(cloud.client());
    const sign = (input: object) =>
      client.send(
        new SignCommand({
          KeyId: id,
          Message: MESSAGE,
          SigningAlgorithm: 'ECDSA_SHA_256',
          ...input,
        }),
      );

    await expect(sign({ KeyId: disabled })).rejects.toMatchObject({ name: 'DisabledException' });
    await expect(sign({ KeyId: symmetric })).rejects.toMatchObject({
      name: 'InvalidKeyUsageException',
    });
    await expect(sign({ SigningAlgorithm: 'RSASSA_PSS_SHA_256' })).rejects.toMatchObject({
      name: 'InvalidKeyUsageException',
    });
    await expect(sign({ Message: Buffer.alloc(4097) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(sign({ MessageType: 'DIGEST' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(sign({ KeyId: 'alias/none' })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    await expect(client.send(new ScheduleKeyDeletionCommand({ KeyId: id }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  test('is the same key after a restart, and its file is for its owner only', async () => {
    const before = await createKey(SIGNING);
    await cloud.stop();
    await startCloud();

    const after = await createKey(SIGNING);

    expect(after).toEqual(before);
    expect(after.id).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    const [file = ''] = readdirSync(join(folder.path, 'kms'));
    expect(statSync(join(folder.path, 'kms', file)).mode & 0o777).toBe(0o600);
  });
});

describe('key policies', () => {
  const onlySigner = (principal: string) => ({
    Statement: [
      { Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:Sign', Resource: '*' },
    ],
  });
  const sign = { Message: MESSAGE, SigningAlgorithm: 'ECDSA_SHA_256' } as const;

  test('an identity policy alone does not open a key whose policy is silent about the account', async () => {
    const signer = await cloud.role('signer', []);
    const stranger = await cloud.role('stranger', [
      { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
    ]);
    const { id } = await createKey({ ...SIGNING, KeyPolicy: onlySigner(signer) });

    const allowed = new KMSClient(cloud.client(signer)).send(
      new SignCommand({ KeyId: id, ...sign }),
    );
    const denied = new KMSClient(cloud.client(stranger)).send(
      new SignCommand({ KeyId: id, ...sign }),
    );

    expect((await allowed).KeyId).toContain(id);
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('the default policy leaves it to IAM', async () => {
    const { arn, id } = await createKey(SIGNING);
    const signer = await cloud.role('signer', [
      { Effect: 'Allow', Action: 'kms:Sign', Resource: arn },
    ]);
    const other = await cloud.role('other', []);

    await new KMSClient(cloud.client(signer)).send(new SignCommand({ KeyId: id, ...sign }));

    await expect(
      new KMSClient(cloud.client(other)).send(new SignCommand({ KeyId: id, ...sign })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('a use through another service carries its condition keys', async () => {
    const { arn } = await createKey({});
    const reader = await cloud.role('reader', [
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: arn,
        Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.ap-northeast-1.amazonaws.com' } },
      },
    ]);
    const caller = { kind: 'role', arn: reader, name: 'reader' } as const;
    const use = { keyArn: arn, action: 'kms:Decrypt', caller };
    const context = { 'kms:ViaService': 'dynamodb.ap-northeast-1.amazonaws.com' };

    kms.requireUse({ ...use, context });

    expect(() => kms.requireUse(use)).toThrow('not authorized');
    expect(kms.policyOf(arn)?.Statement).toHaveLength(1);
    expect(kms.policyOf('arn:aws:kms:us-east-1:000000000000:key/none')).toBeUndefined();
  });
});

describe('a symmetric key', () => {
  test('decrypts what it encrypted, under the same context only', async () => {
    const { id, arn } = await createKey({ EnableKeyRotation: true });
    const client = new KMSClient(cloud.client());
    const EncryptionContext = { line: 'one', table: 'two' };
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({ KeyId: id, Plaintext: MESSAGE, EncryptionContext }),
    );

    const opened = await client.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { table: 'two', line: 'one' } }),
    );

    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(MESSAGE);
    expect(opened.KeyId).toBe(arn);
    await expect(client.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  test('generates data keys of the length asked for', async () => {
    const { id } = await createKey({});
    const client = new KMSClient(cloud.client());

    const made = await client.send(new GenerateDataKeyCommand({ KeyId: id, KeySpec: 'AES_256' }));

    expect(made.Plaintext).toHaveLength(32);
    const { CiphertextBlob } = made;
    const opened = await client.send(new DecryptCommand({ CiphertextBlob, KeyId: id }));
    expect(opened.Plaintext).toEqual(made.Plaintext);
  });

  test('has no public key', async () => {
    const { id } = await createKey({});

    await expect(
      new KMSClient(cloud.client()).send(new GetPublicKeyCommand({ KeyId: id })),
    ).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
  });
});

test('shows the policy of a key to whom it allows that', async () => {
  const { id } = await createKey({});
  const KeyId = id;
  const client = new KMSClient(cloud.client());
  const nobody = new KMSClient(cloud.client(await cloud.role('nobody', [])));

  const names = await client.send(new ListKeyPoliciesCommand({ KeyId }));
  const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId }));

  expect(names).toMatchObject({ PolicyNames: ['default'], Truncated: false });
  expect(JSON.parse(Policy ?? '')).toEqual(kms.policyOf(id));
  await expect(
    client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'other' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(nobody.send(new GetKeyPolicyCommand({ KeyId }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('lists keys and aliases, and finds a key by its alias', async () => {
  const { id, arn } = await createKey({ ...SIGNING, Description: 'signs commands' });
  await createKey({}, 'Second');
  await cloud.create('AWS::KMS::Alias', 'Alias', { AliasName: 'alias/command', TargetKeyId: id });
  const client = new KMSClient(cloud.client());

  const described = await client.send(new DescribeKeyCommand({ KeyId: 'alias/command' }));
  const first = await client.send(new ListKeysCommand({ Limit: 1 }));
  const second = await client.send(new ListKeysCommand({ Limit: 1, Marker: first.NextMarker }));
  const aliases = await client.send(new ListAliasesCommand({}));

  expect(described.KeyMetadata).toMatchObject({
    Arn: arn,
    Description: 'signs commands',
    KeyState: 'Enabled',
  });
  expect(described.KeyMetadata?.CreationDate).toBeInstanceOf(Date);
  expect([first.Truncated, second.Truncated]).toEqual([true, false]);
  expect(aliases.Aliases).toMatchObject([{ AliasName: 'alias/command', TargetKeyId: id }]);
});

test.each([
  { KeySpec: 'RSA_2048' },
  { KeySpec: 'ECC_NIST_P256' },
  { ...SIGNING, EnableKeyRotation: true },
  { MultiRegion: true },
  { Origin: 'EXTERNAL' },
])('refuses the key properties %j', async (properties) => {
  await expect(createKey(properties)).rejects.toThrow();
});
