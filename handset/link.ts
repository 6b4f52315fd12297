/** One MQTT connection of a handset: MQTT 3.1.1, mutual TLS, QoS 1, clean session, nothing retained. */
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { Fault } from '#domain/fault.ts';

export interface LinkOptions {
  /** `host` or `host:port`. */
  readonly endpoint: string;
  /** The enrolment's id. */
  readonly clientId: string;
  readonly certificate: string;
  /** PKCS #8 PEM. */
  readonly key: string;
  readonly ca: string;
  readonly subscriptions: readonly string[];
  /** Resolves with whether to acknowledge; if not, the connection is cut. One message after the other. */
  readonly receive: (topic: string, payload: Buffer) => Promise<boolean>;
  readonly closed: () => void;
}

export interface Link {
  readonly open: boolean;
  /** Resolves with the broker's acknowledgement. @throws Fault `unreachable`. */
  publish(topic: string, payload: string): Promise<void>;
  /** Says goodbye and hangs up. */
  hangUp(): Promise<void>;
  /** Lets go of the connection without a word. */
  cut(): void;
}

const CONNECT_TIMEOUT = 10_000;
const ACKNOWLEDGEMENT_TIMEOUT = 10_000;
const KEEPALIVE_SECONDS = 30;

/** Connects and subscribes. @throws Fault `unreachable`. */
export async function openLink(options: LinkOptions): Promise<Link> {
  const { hostname, port } = new URL(`mqtts://${options.endpoint}`);
  const client = connect({
    protocol: 'mqtts',
    host: hostname,
    port: port === '' ? 8883 : Number(port),
    clientId: options.clientId,
    cert: options.certificate,
    key: options.key,
    ca: options.ca,
    rejectUnauthorized: true,
    protocolVersion: 4,
    clean: true,
    keepalive: KEEPALIVE_SECONDS,
    connectTimeout: CONNECT_TIMEOUT,
    // When to connect again is the handset's decision.
    reconnectPeriod: 0,
    manualConnect: true,
  });
  client.handleMessage = acknowledgeAfter(options.receive, () => client.end(true));
  // Every error is followed by `close`, which is what counts; without a listener it would end the process.
  client.on('error', () => undefined);
  client.on('close', options.closed);
  const gone = whenClosed(client);
  const soon = <Result>(work: Promise<Result>) => inTime(Promise.race([work, gone]));
  try {
    await connected(client);
    await soon(client.subscribeAsync([...options.subscriptions], { qos: 1 }));
  } catch (error) {
    client.end(true);
    throw error;
  }
  return {
    get open() {
      return client.connected;
    },
    async publish(topic, payload) {
      if (!client.connected) throw unreachable('the connection is closed');
      await soon(client.publishAsync(topic, payload, { qos: 1, retain: false }));
    },
    async hangUp() {
      // Once it says goodbye it heeds no other end.
      if (client.connected) await soon(client.endAsync()).catch(() => client.stream.destroy());
      else client.end(true);
    },
    cut: () => client.end(true),
  };
}

/** mqtt.js sends PUBACK when `handleMessage` calls back, so a message is on disk before it is acknowledged. */
function acknowledgeAfter(
  receive: LinkOptions['receive'],
  cut: () => void,
): MqttClient['handleMessage'] {
  return ({ topic, payload }: IPublishPacket, done) => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    receive(topic, bytes).then((acknowledge) => (acknowledge ? done() : cut()), cut);
  };
}

function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', (error) => reject(unreachable(error.message)));
    client.once('close', () => reject(unreachable('the connection was closed')));
    client.connect();
  });
}

/** Rejects when the connection closes: mqtt.js lets what is under way then wait for a connection that never comes. */
function whenClosed(client: MqttClient): Promise<never> {
  const gone = new Promise<never>((_, reject) => {
    client.once('close', () => reject(unreachable('the connection was closed')));
  });
  // Nothing may be under way.
  gone.catch(() => undefined);
  return gone;
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(unreachable('no acknowledgement')),
    ACKNOWLEDGEMENT_TIMEOUT,
  );
  try {
    return await Promise.race([work, late.promise]);
  } catch (error) {
    throw unreachable(error instanceof Error ? error.message : 'unknown');
  } finally {
    clearTimeout(timer);
  }
}

const unreachable = (why: string) => new Fault('unreachable', why);
