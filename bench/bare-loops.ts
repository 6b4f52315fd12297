/** What the product's figures are held against: a bare command and answer over MQTT, and bare conditional writes. */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  AttachPolicyCommand,
  CreateCertificateFromCsrCommand,
  IoTClient,
} from '@aws-sdk/client-iot';
import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import * as z from 'zod';
import { Program } from '#demo/program.ts';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { generateKey, privateKeyPem } from '#handset/keys.ts';
import { openLink } from '#handset/link.ts';

const BareCloud = z.object({
  endpoint: z.string(),
  mqtt: z.string(),
  mqttCa: z.string(),
  outputs: z.object({ Bare: z.object({ TableName: z.string(), PolicyName: z.string() }) }),
});
type BareCloud = z.infer<typeof BareCloud>;

export interface BareRates {
  /** Handsets a second that connect, get one command and answer it. */
  readonly commands: number;
  /** Conditional writes a second, each of an item as large as a wipe and with three index entries. */
  readonly writes: number;
}

/** As many at a time as handsets of one process connect. */
const PLACES = 16;
/** Bytes of an item: about what a wipe has halfway. */
const ITEM_SIZE = 4_000;

/** Measures both on a cloud of its own, which has nothing else to do. */
export async function measureBareRates({ quick }: { quick: boolean }): Promise<BareRates> {
  const program = new Program(new URL('./bare-cloud.ts', import.meta.url), []);
  try {
    const cloud = BareCloud.parse(JSON.parse(await program.line(/^{/)));
    const devices = await makeDevices(cloud, quick ? 20 : 200);
    return {
      commands: await rateOf(devices, (device) => commandAndAnswer(cloud, device)),
      writes: await writeRate(cloud, quick ? 200 : 2_000),
    };
  } finally {
    await program.interrupt();
  }
}

/** How many a second are done, after a first tenth that is not counted. */
async function rateOf<One>(
  all: readonly One[],
  work: (one: One) => Promise<unknown>,
): Promise<number> {
  const warmUp = Math.ceil(all.length / 10);
  await inParallel(all.slice(0, warmUp), PLACES, work);
  const began = performance.now();
  await inParallel(all.slice(warmUp), PLACES, work);
  return ((all.length - warmUp) * 1000) / (performance.now() - began);
}

interface Device {
  readonly name: string;
  readonly certificate: string;
  /** PKCS #8 PEM. */
  readonly key: string;
}

async function makeDevices({ endpoint, outputs }: BareCloud, count: number): Promise<Device[]> {
  const client = new IoTClient({ ...ADMINISTRATOR, endpoint });
  const policyName = outputs.Bare.PolicyName;
  const devices: Device[] = [];
  await inParallel(Array.from({ length: count }).keys(), PLACES, async (n) => {
    const key = generateKey();
    const name = `device-${n}`;
    const certificateSigningRequest = certificateRequest(name, key);
    const { certificatePem = '', certificateArn: target } = await client.send(
      new CreateCertificateFromCsrCommand({ certificateSigningRequest, setAsActive: true }),
    );
    await client.send(new AttachPolicyCommand({ policyName, target }));
    devices.push({ name, certificate: certificatePem, key: privateKeyPem(key) });
  });
  client.destroy();
  return devices;
}

/** One device: connects with its certificate, subscribes, gets a command, answers it, hangs up. */
async function commandAndAnswer(
  { endpoint, mqtt, mqttCa }: BareCloud,
  { name, certificate, key }: Device,
): Promise<void> {
  const service = new IoTDataPlaneClient({ ...ADMINISTRATOR, endpoint });
  const command = Promise.withResolvers<void>();
  const link = await openLink({
    ...{ endpoint: mqtt, clientId: name, certificate, key, ca: mqttCa },
    subscriptions: [`devices/${name}/command`],
    receive: async () => {
      command.resolve();
      return true;
    },
    closed: () => command.reject(new Error('the broker hung up')),
  });
  const payload = Buffer.from(JSON.stringify({ v: 1, jws: 'x'.repeat(600) }));
  await service.send(new PublishCommand({ topic: `devices/${name}/command`, qos: 1, payload }));
  await command.promise;
  await link.publish(`devices/${name}/answer`, payload.toString());
  await link.hangUp();
  service.destroy();
}

async function writeRate({ endpoint, outputs }: BareCloud, count: number): Promise<number> {
  const client = new DynamoDBClient({ ...ADMINISTRATOR, endpoint });
  const content = 'x'.repeat(ITEM_SIZE);
  const rate = await rateOf([...Array.from({ length: count }).keys()], (n) =>
    client.send(
      new PutItemCommand({
        TableName: outputs.Bare.TableName,
        Item: {
          id: { S: `item-${n}` },
          ...Object.fromEntries(['one', 'two', 'three'].map((name) => [name, { S: `${n % 7}` }])),
          content: { S: content },
        },
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    ),
  );
  client.destroy();
  return rate;
}
