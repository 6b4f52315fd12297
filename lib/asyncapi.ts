/** The handset protocol as an AsyncAPI 3 document, seen from the service. */
import * as z from 'zod';
import { CLAIM_TYPE, Claim } from '#domain/protocol/claim.ts';
import { COMMAND_TYPE, Command } from '#domain/protocol/command.ts';
import { NothingAnswer, Notice, SignedEnvelope, topics } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE, Report } from '#domain/protocol/report.ts';

/** What is inside the JWS of an envelope, by message; each has a `typ` of its own. */
const SIGNED = {
  claim: { typ: CLAIM_TYPE, by: 'the enrolment key', payload: Claim },
  command: {
    typ: COMMAND_TYPE,
    by: 'a command key that was pinned at enrolment',
    payload: Command,
  },
  report: { typ: REPORT_TYPE, by: 'the enrolment key', payload: Report },
};

interface Channel {
  /** As the service sees it. */
  readonly action: 'send' | 'receive';
  readonly summary: string;
  readonly messages: readonly (keyof typeof MESSAGES)[];
}

const CHANNELS: Readonly<Record<keyof ReturnType<typeof topics>, Channel>> = {
  notice: {
    action: 'send',
    summary: 'Something waits for the handset. Carries no authority.',
    messages: ['notice'],
  },
  claim: {
    action: 'receive',
    summary: 'The handset asks what waits for it.',
    messages: ['claim'],
  },
  command: {
    action: 'send',
    summary: 'The answer to a claim: an order to erase, valid for minutes, or nothing.',
    messages: ['command', 'nothing'],
  },
  report: {
    action: 'receive',
    summary: 'The handset says what it did.',
    messages: ['report'],
  },
};

const MESSAGES = {
  notice: Notice,
  claim: SignedEnvelope,
  command: SignedEnvelope,
  nothing: NothingAnswer,
  report: SignedEnvelope,
};

const schemaOf = (schema: z.core.$ZodType) => {
  const { $schema: _, ...made } = z.toJSONSchema(schema);
  return made;
};

const entries = <Key extends string, Value, Made>(
  record: Readonly<Record<Key, Value>>,
  make: (key: string, value: Value) => Made,
) =>
  Object.fromEntries(
    Object.entries<Value>(record).map(([key, value]) => [key, make(key, value)] as const),
  );

export function asyncApiDocument(): object {
  const addresses: Readonly<Record<string, string>> = topics('{enrolmentId}');
  const ref = (...path: string[]) => ({ $ref: ['#', ...path].join('/') });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Remote wipe: handset protocol',
      version: '1',
      description:
        'MQTT 3.1.1 over mutual TLS. Thing name, client id and enrolment id are one, and a certificate allows its handset its own four topics only. Clean sessions; nothing is retained.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      broker: {
        host: '{endpoint}',
        protocol: 'secure-mqtt',
        protocolVersion: '3.1.1',
        variables: {
          endpoint: { description: 'As enrolment answered it; port 8883 where it names none' },
        },
        security: [ref('components', 'securitySchemes', 'certificate')],
        bindings: { mqtt: { clientId: '{enrolmentId}', cleanSession: true } },
      },
    },
    channels: entries(CHANNELS, (name, { summary, messages }) => ({
      address: addresses[name],
      summary,
      parameters: {
        enrolmentId: { description: 'RFC 7638 thumbprint of the enrolment key' },
      },
      messages: Object.fromEntries(
        messages.map((message) => [message, ref('components', 'messages', message)]),
      ),
    })),
    operations: entries(CHANNELS, (name, { action, messages }) => ({
      action,
      channel: ref('channels', name),
      messages: messages.map((message) => ref('channels', name, 'messages', message)),
      bindings: { mqtt: { qos: 1, retain: false } },
    })),
    components: {
      securitySchemes: {
        certificate: { type: 'X509', description: 'The certificate that enrolment answered' },
      },
      messages: entries(MESSAGES, (name, payload) => {
        const signed = new Map(Object.entries(SIGNED)).get(name);
        return {
          name,
          payload: schemaOf(payload),
          ...(signed && {
            description: `\`jws\` is ES256 with the typ \`${signed.typ}\`, signed by ${signed.by}; its payload is the schema \`${name}\`.`,
            'x-jws-payload': ref('components', 'schemas', name),
          }),
        };
      }),
      schemas: entries(SIGNED, (_, { payload }) => schemaOf(payload)),
    },
  };
}
