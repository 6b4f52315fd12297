/**
 * Decides on everything that a device does over MQTT, as AWS IoT Core does:
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-actions.html
 * A refusal ends the connection. Not hosted, and refused: MQTT 3.1 and 5, persistent sessions, QoS 2, topics that
 * begin with `$`, shared subscriptions. Not enforced: request rates, eight filters in one SUBSCRIBE, SNI.
 */
import type { AedesOptions, AedesPublishPacket, Client, ConnectPacket, Subscription } from 'aedes';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import { type Message, MOST_PAYLOAD_BYTES } from '../message.ts';
import type { Act, Permission } from '../policies/permission.ts';
import { topicFilterProblem, topicNameProblem } from '../topics.ts';
import type { Sessions } from './sessions.ts';

/** Why something was refused. The message is for the log. */
export class Refusal extends Error {}

export interface GateOptions {
  readonly sessions: Sessions;
  readonly permission: Permission;
  readonly arns: IotArns;
  readonly log: CloudContext['log'];
  /** Takes a message that may be published; resolves when it cannot be lost any more. */
  readonly accept: (message: Message) => Promise<void>;
}

/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
const MOST_CLIENT_ID_BYTES = 128;
const MOST_SUBSCRIPTIONS = 50;
const KEEP_ALIVE = { least: 30, most: 1200 };
/** A subscriber with more than this before it is too slow to be kept. */
const MOST_UNSENT_BYTES = 4 * 1024 * 1024;

type Gate = Required<
  Pick<
    AedesOptions,
    'preConnect' | 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'
  >
>;

export function createGate({ sessions, permission, arns, log, accept }: GateOptions): Gate {
  const may = (client: Client, act: Act) => {
    const session = sessions.of(client);
    return session !== undefined && permission({ ...session, clientId: client.id }, act);
  };

  function refuse(event: string, client: Client | null, reason: string): Refusal {
    log({ part: 'iot', event, clientId: client?.id ?? '', reason });
    return new Refusal(reason);
  }

  /** A message that the client may publish. @throws Refusal */
  function checkPublish(client: Client, packet: WillOrPublish): Message {
    const session = sessions.of(client);
    const { topic, qos = 0, retain = false } = packet;
    const payload =
      typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const refusal = (reason: string) => refuse('publish-refused', client, `${topic}: ${reason}`);
    const problem = topicNameProblem(topic);
    if (session === undefined) throw refusal('no session');
    if (qos === 2) throw refusal('QoS 2');
    if (problem !== undefined) throw refusal(problem);
    if (payload.length > MOST_PAYLOAD_BYTES) throw refusal(`over ${MOST_PAYLOAD_BYTES} bytes`);
    for (const action of retain
      ? (['iot:Publish', 'iot:RetainPublish'] as const)
      : (['iot:Publish'] as const))
      if (!may(client, { action, resource: arns.topic(topic) }))
        throw refusal(`no policy allows ${action}`);
    const { certificateId } = session;
    const publisher = { kind: 'device', clientId: client.id, certificateId } as const;
    return { topic, payload, qos, retain, publisher };
  }

  /** @throws Refusal */
  function checkConnect(client: Client): void {
    const will = sessions.of(client)?.will;
    if (!client.clean)
      throw refuse('connect-refused', client, 'persistent sessions are not hosted');
    if (
      !may(client, {
        action: 'iot:Connect',
        resource: arns.client(client.id),
        connectAttributes: will === undefined ? [] : ['LastWill'],
      })
    )
      throw refuse('connect-refused', client, 'no policy allows iot:Connect');
    // AWS does not say when it looks at the will; a will that nobody may publish is refused at once.
    if (will !== undefined) checkPublish(client, will);
  }

  return {
    preConnect(client, packet, callback) {
      const session = sessions.of(client);
      const problem = session === undefined ? 'no session' : connectProblem(packet);
      if (session === undefined || problem !== undefined) {
        log({ part: 'iot', event: 'connect-refused', reason: problem });
        return callback(new Refusal(problem), false);
      }
      session.will = packet.will;
      packet.keepalive = keepAlive(packet.keepalive ?? 0);
      callback(null, true);
    },

    authenticate(client, _username, _password, callback) {
      try {
        checkConnect(client);
        callback(null, true);
      } catch (error) {
        callback(Object.assign(asError(error), { returnCode: 5 as const }), false);
      }
    },

    authorizePublish(client, packet, callback) {
      publishFrom(client, packet).then(
        () => callback(null),
        (error) => callback(asError(error)),
      );
    },

    authorizeSubscribe(client, subscription, callback) {
      const problem = subscribeProblem(client, subscription);
      if (problem === undefined) return callback(null, subscription);
      const reason = `${subscription.topic}: ${problem}`;
      callback(refuse('subscribe-refused', client, reason));
    },

    authorizeForward(client, packet: AedesPublishPacket) {
      if (client.conn.writableLength > MOST_UNSENT_BYTES) {
        refuse('connection-ended', client, 'it takes its messages too slowly');
        client.close();
        return null;
      }
      const allowed = may(client, { action: 'iot:Receive', resource: arns.topic(packet.topic) });
      return allowed ? packet : null;
    },
  };

  async function publishFrom(client: Client | null, packet: WillOrPublish): Promise<void> {
    if (client === null) throw refuse('publish-refused', client, 'no session');
    await accept(checkPublish(client, packet));
  }

  function subscribeProblem(client: Client, { topic, qos }: Subscription): string | undefined {
    const filters = sessions.of(client)?.filters;
    const problem = topicFilterProblem(topic);
    if (filters === undefined) return 'no session';
    if (qos === 2) return 'QoS 2';
    if (problem !== undefined) return problem;
    if (!may(client, { action: 'iot:Subscribe', resource: arns.topicFilter(topic) }))
      return 'no policy allows iot:Subscribe';
    if (filters.add(topic).size > MOST_SUBSCRIPTIONS)
      return `over ${MOST_SUBSCRIPTIONS} subscriptions`;
    return undefined;
  }
}

type WillOrPublish = NonNullable<ConnectPacket['will']>;

function connectProblem({ protocolVersion, clientId }: ConnectPacket): string | undefined {
  if (protocolVersion !== 4) return 'only MQTT 3.1.1 is hosted';
  if (clientId === '') return 'a client id is needed';
  if (Buffer.byteLength(clientId) > MOST_CLIENT_ID_BYTES)
    return `a client id has at most ${MOST_CLIENT_ID_BYTES} bytes`;
  return clientId.startsWith('$') ? 'a client id does not begin with $' : undefined;
}

/** Seconds. Intervals outside the limits are set to the nearest one, and 0 to the longest. */
function keepAlive(asked: number): number {
  return asked === 0
    ? KEEP_ALIVE.most
    : Math.min(Math.max(asked, KEEP_ALIVE.least), KEEP_ALIVE.most);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
