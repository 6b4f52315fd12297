import {
  DescribeKeyCommand,
  EncryptCommand,
  GenerateMacCommand,
  KMSClient,
  SignCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createKms } from '#local/kms/part.ts';
import { type SmallCloud, smallCloud, temporaryFolder } from '../small-cloud.ts';

const HMAC = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' };
const MESSAGE = Buffer.from('a message');
const algorithm = { MacAlgorithm: 'HMAC_SHA_256' } as const;

let folder = temporaryFolder();
let cloud: SmallCloud;
const start = async () => {
  cloud = await smallCloud(folder.path, (context) => [createKms(context)]);
};
beforeEach(async () => {
  folder = temporaryFolder();
  await start();
});
afterEach(async () => {
  await cloud.stop();
  folder.remove();
});

const createKey = async (properties: object, logicalId = 'Key') =>
  (await cloud.create('AWS::KMS::Key', logicalId, properties)).ref;
const macOf = async (KeyId: string, Message = MESSAGE) => {
  const client = new KMSClient(cloud.client());
  const { Mac } = await client.send(new GenerateMacCommand({ KeyId, Message, ...algorithm }));
  return Buffer.from(Mac ?? []);
};

test('a key makes the same code of the same message, over restarts, and another of another', async () => {
  const before = await macOf(await createKey(HMAC));
  await cloud.stop();
  await start();
  const key = await createKey(HMAC);

  expect(before).toHaveLength(32);
  expect(await macOf(key)).toEqual(before);
  expect(await macOf(key, Buffer.from('another'))).not.toEqual(before);
  expect(await macOf(await createKey(HMAC, 'Other'))).not.toEqual(before);
});

test('a code is verified, and a changed one refused by name', async () => {
  const KeyId = await createKey(HMAC);
  const client = new KMSClient(cloud.client());
  const verify = (Mac: Buffer) =>
    client.send(new VerifyMacCommand({ KeyId, Message: MESSAGE, Mac, ...algorithm }));
  const mac = await macOf(KeyId);

  expect(await verify(mac)).toMatchObject({ MacValid: true, MacAlgorithm: 'HMAC_SHA_256' });
  for (const wrong of [Buffer.alloc(32), mac.subarray(1)])
    await expect(verify(wrong)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
});

test('an HMAC key does nothing else, and no other key makes codes', async () => {
  const hmac = await createKey(HMAC);
  const symmetric = await createKey({}, 'Symmetric');
  const client = new KMSClient(cloud.client());
  const refused = { name: 'InvalidKeyUsageException' };
  const Message = MESSAGE;

  await expect(macOf(symmetric)).rejects.toMatchObject(refused);
  const calls = [
    client.send(new EncryptCommand({ KeyId: hmac, Plaintext: MESSAGE })),
    client.send(new SignCommand({ KeyId: hmac, Message, SigningAlgorithm: 'ECDSA_SHA_256' })),
    client.send(new GenerateMacCommand({ KeyId: hmac, Message, MacAlgorithm: 'HMAC_SHA_512' })),
  ];
  for (const call of calls) await expect(call).rejects.toMatchObject(refused);
});

test('a key says what it is', async () => {
  const KeyId = await createKey(HMAC);

  const described = await new KMSClient(cloud.client()).send(new DescribeKeyCommand({ KeyId }));

  expect(described.KeyMetadata).toMatchObject({ ...HMAC, MacAlgorithms: ['HMAC_SHA_256'] });
  expect(described.KeyMetadata).not.toHaveProperty('EncryptionAlgorithms');
});

test.each([
  { KeySpec: 'HMAC_256' },
  { ...HMAC, KeyUsage: 'SIGN_VERIFY' },
  { KeyUsage: 'GENERATE_VERIFY_MAC' },
  { ...HMAC, EnableKeyRotation: true },
])('refuses the key properties %j', async (properties) => {
  await expect(createKey(properties)).rejects.toThrow();
});
