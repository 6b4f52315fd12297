/** A cloud with AWS IoT Core and queues, devices with real keys, and what functions were called with. */
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateCertificateFromCsrCommand,
  CreateThingCommand,
  IoTClient,
} from '@aws-sdk/client-iot';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { createClock } from '#local/clock.ts';
import type { Functions, Invocation } from '#local/functions.ts';
import { createIot, type Iot } from '#local/iot/part.ts';
import { createKms } from '#local/kms/part.ts';
import { createSqs } from '#local/sqs/part.ts';
import { type SmallCloud, smallCloud } from '../small-cloud.ts';
import { certificateRequest, newKey, pemOf } from './certificate-request.ts';

/** Functions that remember their asynchronous invocations; `answer` says what becomes of one. */
export interface RecordedFunctions extends Functions {
  readonly later: Invocation[];
  answer: (invocation: Invocation) => Promise<void>;
}

export interface IotCloud extends SmallCloud {
  readonly iot: Iot;
  readonly functions: RecordedFunctions;
  readonly registry: IoTClient;
}

export interface Device {
  readonly thingName: string;
  readonly certificateId: string;
  readonly certificateArn: string;
  readonly certificate: string;
  readonly privateKey: string;
}

const PREFIX = 'arn:aws:iot:ap-northeast-1:000000000000:';
/** A policy variable: AWS fills it in, not JavaScript. */
export const variable = (name: string) => `\${${name}}`;
const OWN = variable('iot:Connection.Thing.ThingName');

/** Own topics only, as an attached thing. */
export const OWN_TOPICS = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'iot:Connect',
      Resource: `${PREFIX}client/${OWN}`,
      Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
    },
    {
      Effect: 'Allow',
      Action: ['iot:Publish', 'iot:Receive'],
      Resource: `${PREFIX}topic/handsets/${OWN}/*`,
    },
    {
      Effect: 'Allow',
      Action: 'iot:Subscribe',
      Resource: `${PREFIX}topicfilter/handsets/${OWN}/*`,
    },
  ],
};

async function startIotCloud(dataDir: string, clock = createClock()): Promise<IotCloud> {
  const later: Invocation[] = [];
  const functions: RecordedFunctions = {
    later,
    answer: async () => {},
    invoke: () => Promise.reject(new Error('rules invoke asynchronously')),
    async invokeLater(invocation) {
      await functions.answer(invocation);
      later.push(invocation);
    },
  };
  const made: Iot[] = [];
  const cloud = await smallCloud(
    dataDir,
    (context, endpointUrl, iam) => {
      const kms = createKms(context);
      const queues = createSqs(context, { endpointUrl, requireKeyUse: kms.requireUse });
      const iot = createIot(context, {
        functions,
        queues,
        canAssume: iam.canAssume,
        ports: { mqtt: 0 },
      });
      made.push(iot);
      return [kms, queues, iot];
    },
    clock,
  );
  const [iot] = made;
  if (iot === undefined) throw new Error('no IoT part');
  return { ...cloud, iot, functions, registry: new IoTClient(cloud.client()) };
}

/** The same with the policy `Handset` of own topics, and the broker running. */
export async function startHandsetCloud(dataDir: string): Promise<IotCloud> {
  const cloud = await startIotCloud(dataDir);
  await createPolicy(cloud, 'Handset', OWN_TOPICS.Statement);
  await cloud.start();
  return cloud;
}

export async function createPolicy(
  { create }: Pick<IotCloud, 'create'>,
  name: string,
  statements: readonly object[],
): Promise<void> {
  await create('AWS::IoT::Policy', name, {
    PolicyName: name,
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  });
}

/** A thing with an active certificate, and the policy attached to it. */
export async function enrol(
  { registry }: Pick<IotCloud, 'registry'>,
  thingName: string,
  policyName = 'Handset',
): Promise<Device> {
  const key = newKey();
  const {
    certificateId = '',
    certificateArn = '',
    certificatePem = '',
  } = await registry.send(
    new CreateCertificateFromCsrCommand({
      certificateSigningRequest: certificateRequest({ key }),
      setAsActive: true,
    }),
  );
  await registry.send(new CreateThingCommand({ thingName }));
  await registry.send(new AttachThingPrincipalCommand({ thingName, principal: certificateArn }));
  await registry.send(new AttachPolicyCommand({ policyName, target: certificateArn }));
  const certificate = certificatePem;
  return { thingName, certificateId, certificateArn, certificate, privateKey: pemOf(key) };
}

/** How a device connects: mutual TLS, MQTT 3.1.1, a clean session, and no second try. */
export function optionsOf({ iot }: Pick<IotCloud, 'iot'>, device: Device): IClientOptions {
  return {
    ...iot.mqttAddress(),
    protocol: 'mqtts',
    protocolVersion: 4,
    clientId: device.thingName,
    clean: true,
    reconnectPeriod: 0,
    ca: iot.caPem(),
    cert: device.certificate,
    key: device.privateKey,
  };
}

const connections = new Set<MqttClient>();

/** A connected client. @throws when the broker turns it away. */
export async function connect(
  cloud: Pick<IotCloud, 'iot'>,
  device: Device,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const client = mqtt.connect({ ...optionsOf(cloud, device), ...options });
  connections.add(client);
  client.on('error', () => {});
  const outcome = await new Promise((resolve) => {
    client.once('connect', () => resolve('connected'));
    client.once('close', () => resolve('closed'));
  });
  if (outcome === 'closed') throw new Error('turned away');
  return client;
}

/** Resolves when the broker has ended the connection. */
export async function closed(client: MqttClient): Promise<string> {
  if (client.connected) await new Promise<void>((resolve) => client.once('close', () => resolve()));
  return 'closed';
}

/** Ends what `connect` made. */
export async function endConnections(): Promise<void> {
  await Promise.all([...connections].map((client) => client.endAsync(true)));
  connections.clear();
}

/** The messages that a client gets, in order. */
export function inbox(client: MqttClient): { topic: string; text: string; retain: boolean }[] {
  const messages: { topic: string; text: string; retain: boolean }[] = [];
  client.on('message', (topic, payload, { retain }) => {
    messages.push({ topic, text: payload.toString(), retain });
  });
  return messages;
}

/** Waits until something holds: messages travel over sockets. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !holds(); ) {
    if (Date.now() > end) throw new Error('it does not come true');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
