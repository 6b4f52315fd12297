/** The service as a handset meets it, small but real: API over HTTP, MQTT broker with mutual TLS, and the inbox. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { Aedes, type Client } from 'aedes';
import * as z from 'zod';
import { digest } from '#domain/audit/digest.ts';
import { CLAIM_TYPE, Claim } from '#domain/protocol/claim.ts';
import { RENEWAL_TYPE, Renewal, STATEMENT_TYPE, Statement } from '#domain/protocol/enrolment.ts';
import { SignedEnvelope, topics } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE, Report } from '#domain/protocol/report.ts';
import {
  type PublicJwk,
  PublicJwk as PublicJwkSchema,
  thumbprint,
  verifyJws,
  verifySelfSigned,
} from '#domain/protocol/signature.ts';
import { MessageStore } from '#local/inbox/message-store.ts';
import { createInboxServer } from '#local/inbox/server.ts';
import { createCertificateAuthority } from './certificate-authority.ts';
import { commandKey, signCommand } from './commands.ts';

export interface Enrolled {
  readonly enrolmentId: string;
  readonly handsetId: string;
  readonly statement: Statement;
}

/** What the service saw of the handsets, in order. */
export interface Seen {
  readonly enrolments: Enrolled[];
  readonly claims: Claim[];
  readonly reports: Report[];
  readonly renewals: Renewal[];
  /** Enrolments whose client has connected, once for each connection. */
  readonly connections: string[];
  /** Enrolments that acknowledged a message, once for each. */
  readonly acknowledged: string[];
}

/** What a claim is answered with: `undefined` for silence, else messages for the command topic. */
export type Answer = (claim: Claim, enrolled: Enrolled) => Promise<unknown[]> | unknown[];

export interface Service {
  readonly api: string;
  readonly inbox: string;
  readonly seen: Seen;
  readonly messages: MessageStore;
  /** How claims are answered from now on; at first: nothing waits. */
  answer: Answer;
  /** What the API answers to an enrolment instead of enrolling. */
  refuseEnrolment: { status: number; code: string } | undefined;
  publish(topic: string, message: unknown): Promise<void>;
  notice(enrolmentId: string): Promise<void>;
  close(): Promise<void>;
}

const EnrolBody = z.object({
  number: z.string(),
  code: z.string(),
  csr: z.string(),
  statement: z.string(),
});
const CODE = '12345678';

/** Answers every claim without a command. */
export const nothing: Answer = ({ nonce }) => [{ v: 1, nothing: nonce }];

/** Answers the claim with an order to erase, as often as it is asked by a handset that holds none. */
export const orderToErase =
  (more: Parameters<typeof signCommand>[2] = {}): Answer =>
  async (claim, enrolled) =>
    claim.holding === 'none'
      ? [{ v: 1, jws: await signCommand(claim, enrolled, more) }]
      : [{ v: 1, nothing: claim.nonce }];

export async function startService(folder: string): Promise<Service> {
  const authority = createCertificateAuthority();
  const broker = await Aedes.createBroker();
  const messages = new MessageStore(join(folder, 'inbox.log'));
  const keys = new Map<string, PublicJwk>();
  const seen: Seen = {
    enrolments: [],
    claims: [],
    reports: [],
    renewals: [],
    connections: [],
    acknowledged: [],
  };

  broker.authenticate = (client, _user, _password, done) => {
    const { conn } = client;
    const name = conn instanceof TLSSocket ? conn.getPeerCertificate().subject.CN : undefined;
    if (name === client.id) seen.connections.push(client.id);
    done(null, name === client.id);
  };
  broker.authorizePublish = (client, packet, done) => {
    const own = client === null ? [] : Object.values(topics(client.id));
    done(own.includes(packet.topic) && !packet.retain ? null : new Error('not its topic'));
  };
  broker.on('ack', (_packet, client) => seen.acknowledged.push(client.id));
  broker.on('publish', (packet, client) => {
    if (client !== null) void hear(packet.topic, packet.payload, client);
  });

  async function hear(topic: string, payload: Buffer | string, client: Client): Promise<void> {
    const { jws } = SignedEnvelope.parse(JSON.parse(payload.toString()));
    const key = keys.get(client.id);
    const enrolled = seen.enrolments.findLast(({ enrolmentId }) => enrolmentId === client.id);
    if (key === undefined || enrolled === undefined) throw new Error('unknown enrolment');
    if (topic === topics(client.id).report)
      seen.reports.push(await verifyJws(jws, { typ: REPORT_TYPE, key, schema: Report }));
    if (topic !== topics(client.id).claim) return;
    const claim = await verifyJws(jws, { typ: CLAIM_TYPE, key, schema: Claim });
    seen.claims.push(claim);
    for (const message of await service.answer(claim, enrolled))
      if (!broker.closed) await publish(topics(client.id).command, message);
  }

  function publish(topic: string, message: unknown): Promise<void> {
    const payload = typeof message === 'string' ? message : JSON.stringify(message);
    return new Promise((resolve, reject) =>
      broker.publish(
        { cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false },
        (error) => (error ? reject(error) : resolve()),
      ),
    );
  }

  async function enrol(body: unknown): Promise<[number, unknown]> {
    const { code, csr, statement } = EnrolBody.parse(body);
    const { payload, key } = await verifySelfSigned(statement, {
      typ: STATEMENT_TYPE,
      schema: Statement,
    });
    if (code !== CODE || payload.codeHash !== digest(CODE)) return [403, { code: 'wrong-code' }];
    if (service.refuseEnrolment) return [service.refuseEnrolment.status, service.refuseEnrolment];
    const enrolmentId = payload.enrolmentKey;
    const handsetId = await thumbprint(key);
    keys.set(enrolmentId, await keyOf(csr));
    seen.enrolments.push({ enrolmentId, handsetId, statement: payload });
    return [201, { enrolmentId, handsetId, ...certificate(csr), keys: [await commandKey()] }];
  }

  async function renew(enrolmentId: string, body: unknown): Promise<[number, unknown]> {
    const { csr, statement } = EnrolBody.pick({ csr: true, statement: true }).parse(body);
    const key = keys.get(enrolmentId);
    if (key === undefined) return [404, { code: 'enrolment-not-found' }];
    seen.renewals.push(await verifyJws(statement, { typ: RENEWAL_TYPE, key, schema: Renewal }));
    return [200, certificate(csr)];
  }

  const certificate = (csr: string) => ({
    certificate: authority.certify(csr),
    ca: authority.ca,
    endpoint: `localhost:${portOf(mqtt)}`,
  });
  const keyOf = async (csr: string) =>
    PublicJwkSchema.parse(authority.publicKeyOf(csr).export({ format: 'jwk' }));

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse((await request.toArray()).join(''));
    const [, renewed] =
      /^\/v1\/enrolments\/([\w-]{43})\/certificate$/.exec(request.url ?? '') ?? [];
    let answer: [number, unknown] = [404, { code: 'not-found' }];
    if (request.url === '/v1/enrolments/code') {
      const { number } = EnrolBody.pick({ number: true }).parse(body);
      await messages.put(
        { kind: 'sms', to: `+81${number.slice(1)}`, body: `Your code: ${CODE}` },
        Date.now(),
      );
      answer = [202, {}];
    } else if (request.url === '/v1/enrolments') answer = await enrol(body);
    else if (renewed !== undefined) answer = await renew(renewed, body);
    response.writeHead(answer[0], { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer[1]));
  }

  const api = createServer((request, response) => void answerApi(request, response));
  const inbox = createInboxServer(messages);
  const mqtt = createTlsServer(
    { ...authority.server, ca: authority.ca, requestCert: true, rejectUnauthorized: true },
    (socket) => broker.handle(socket),
  );
  await Promise.all([api, inbox, mqtt].map(listen));

  const service: Service = {
    api: `http://127.0.0.1:${portOf(api)}/`,
    inbox: `http://127.0.0.1:${portOf(inbox)}/`,
    seen,
    messages,
    answer: nothing,
    refuseEnrolment: undefined,
    publish,
    notice: (enrolmentId) => publish(topics(enrolmentId).notice, { v: 1 }),
    async close() {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const server of [api, inbox]) server.closeAllConnections();
      for (const server of [api, inbox, mqtt]) server.close();
      await messages.close();
    },
  };
  return service;
}

const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
