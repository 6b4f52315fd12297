/** A handset in the test's own hands: real keys, a real certificate and real MQTT, but every word is the test's. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { until, within } from '#demo/until.ts';
import { CLAIM_TYPE, type Claim } from '#domain/protocol/claim.ts';
import { Command, hashOfJws } from '#domain/protocol/command.ts';
import { RENEWAL_TYPE, type Renewal } from '#domain/protocol/enrolment.ts';
import { CommandAnswer, topics } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE, type Report } from '#domain/protocol/report.ts';
import { decodePart, type PrivateJwk, signJws, thumbprint } from '#domain/protocol/signature.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { generateKey, privateKeyPem } from '#handset/keys.ts';
import { Enrolled } from '#handset/life.ts';
import { type Link, openLink } from '#handset/link.ts';
import { freshNonce } from '#handset/phone.ts';
import type { Stage } from './stage.ts';

/** What a handset needs to be on the network. */
export interface Papers {
  readonly enrolmentId: string;
  readonly certificate: string;
  readonly ca: string;
  readonly endpoint: string;
  /** Signs claims and reports. */
  readonly enrolmentKey: PrivateJwk;
  /** The certificate's key. */
  readonly tlsKey: PrivateJwk;
  /** The last counter used. */
  readonly counter: number;
}

export interface ReceivedCommand {
  readonly kind: 'command';
  readonly nonce: string;
  readonly jws: string;
  readonly commandHash: string;
  readonly command: Command;
}
export type Answer = ReceivedCommand | { readonly kind: 'nothing'; readonly nonce: string };

/** Longer than an answer takes unless the service gave it up, milliseconds. */
const ANSWER_TIME = 4_000;
/** Longer than the service's pauses after a first and a second command, shorter than a claim may be under way. */
const PACE = 21_000;

export class HandHeld {
  readonly papers: Papers;
  /** Answers to claims, in order. */
  readonly answers: Answer[] = [];
  notices = 0;
  counter: number;
  readonly #stage: Stage;
  #link: Link | undefined;

  constructor(stage: Stage, papers: Papers) {
    this.#stage = stage;
    this.papers = papers;
    this.counter = papers.counter;
  }

  /** Steps into the place of a simulated handset that is switched off. */
  static async of(stage: Stage, dir: string): Promise<HandHeld> {
    return new HandHeld(stage, await lifeIn(dir));
  }

  /** Steps out of it again: the handset goes on counting where its place was taken. */
  async leave(dir: string): Promise<void> {
    const life = { ...(await lifeIn(dir)), counter: this.counter };
    await writeFile(lifeFile(dir), JSON.stringify(life));
  }

  get enrolmentId(): string {
    return this.papers.enrolmentId;
  }

  /** Connects, and hears its own topics unless told otherwise. @throws Fault `unreachable` when turned away. */
  async connect({
    clientId = this.enrolmentId,
    subscriptions = Object.values(topics(this.enrolmentId)).filter((topic) =>
      /(notice|command)$/.test(topic),
    ),
  }: {
    clientId?: string;
    subscriptions?: readonly string[];
  } = {}): Promise<this> {
    const { endpoint, certificate, ca, tlsKey } = this.papers;
    this.#link = await openLink({
      ...{ endpoint, clientId, certificate, ca, subscriptions },
      key: privateKeyPem(tlsKey),
      receive: async (topic, payload) => this.#receive(topic, payload),
      closed: () => undefined,
    });
    return this;
  }

  get isConnected(): boolean {
    return this.#link?.open === true;
  }

  async hangUp(): Promise<void> {
    await this.#link?.hangUp();
  }

  /** Publishes anything anywhere; resolves with the broker's acknowledgement. */
  async publish(topic: string, payload: unknown): Promise<void> {
    if (this.#link === undefined) throw new Error('not connected');
    await this.#link.publish(topic, JSON.stringify(payload));
  }

  /** A signed claim, not sent yet; its counter is the next one unless given. */
  async signClaim(overrides: Partial<Claim> = {}): Promise<{ claim: Claim; payload: object }> {
    const { enrolmentId, papers } = this;
    if (overrides.counter === undefined) this.counter += 1;
    const fresh = { enrolmentId, nonce: freshNonce(), holding: 'none', counter: this.counter };
    const claim: Claim = { ...fresh, ...overrides };
    const jws = await signJws(claim, { typ: CLAIM_TYPE, key: papers.enrolmentKey });
    return { claim, payload: { v: 1, jws } };
  }

  /** Sends a claim and answers its nonce. */
  async claim(overrides: Partial<Claim> = {}): Promise<string> {
    const { claim, payload } = await this.signClaim(overrides);
    await this.publish(topics(this.enrolmentId).claim, payload);
    return claim.nonce;
  }

  /** The answer to a claim. @throws when there is none within `patience`. */
  answerTo(nonce: string, patience?: number): Promise<Answer> {
    return until('an answer', () => this.answers.find((each) => each.nonce === nonce), patience);
  }

  /** Claims until there is an answer: where the service gave one up, or paces it, time is pushed on. */
  async ask(overrides: Partial<Claim> = {}): Promise<Answer> {
    for (;;) {
      const nonce = await this.claim(overrides);
      const found = await within(ANSWER_TIME, () =>
        this.answers.find((each) => each.nonce === nonce),
      );
      if (found !== undefined) return found;
      this.#stage.shift(PACE);
    }
  }

  /** Claims and is told that nothing waits. */
  async askForNothing(overrides: Partial<Claim> = {}): Promise<void> {
    const { kind } = await this.ask(overrides);
    if (kind !== 'nothing') throw new Error('a command came where none was expected');
  }

  /** Claims and receives a command. */
  async askForCommand(): Promise<ReceivedCommand> {
    const answer = await this.ask();
    if (answer.kind !== 'command') throw new Error('nothing waits');
    return answer;
  }

  /** Waits for the n-th notice of its life on this connection. */
  async notified(n = 1): Promise<void> {
    await until('a notice', () => (this.notices >= n ? true : undefined));
  }

  /** Reports on a command, as its phase says unless told otherwise. */
  async report(
    { command, commandHash }: Pick<ReceivedCommand, 'command' | 'commandHash'>,
    phase: Report['phase'],
    overrides: Partial<Report> = {},
  ): Promise<void> {
    this.counter += 1;
    const at = this.#stage.system.cloud.clock.now();
    const base = { wipeId: command.jti, commandHash, phase, counter: this.counter, at };
    const report: Report = { ...base, storages: STORAGES[phase] ?? [], ...overrides };
    const jws = await signJws(report, { typ: REPORT_TYPE, key: this.papers.enrolmentKey });
    await this.publish(topics(this.enrolmentId).report, { v: 1, jws });
  }

  /** A signed wish for a new certificate, with the key that it is to be for. */
  async signRenewal(): Promise<{ tlsKey: PrivateJwk; body: { csr: string; statement: string } }> {
    const { enrolmentId, papers } = this;
    this.counter += 1;
    const tlsKey = generateKey();
    const renewal: Renewal = {
      enrolmentId,
      certificateKey: await thumbprint(tlsKey),
      counter: this.counter,
      iat: Math.floor(this.#stage.system.cloud.clock.now() / 1000),
    };
    const statement = await signJws(renewal, { typ: RENEWAL_TYPE, key: papers.enrolmentKey });
    return { tlsKey, body: { csr: certificateRequest(enrolmentId, tlsKey), statement } };
  }

  #receive(topic: string, payload: Buffer): true {
    const message: unknown = JSON.parse(payload.toString('utf8'));
    if (topic.endsWith('/notice')) this.notices += 1;
    else this.answers.push(readAnswer(CommandAnswer.parse(message)));
    return true;
  }
}

const lifeFile = (dir: string) => join(dir, 'system', 'life.json');
const lifeIn = async (dir: string) =>
  Enrolled.parse(JSON.parse(await readFile(lifeFile(dir), 'utf8')));

const STORAGES: Readonly<Partial<Record<Report['phase'], Report['storages']>>> = {
  'sd-done': [{ kind: 'sd', result: 'erased' }],
  erased: [
    { kind: 'internal', result: 'erased' },
    { kind: 'sd', result: 'erased' },
  ],
};

function readAnswer(answer: z.infer<typeof CommandAnswer>): Answer {
  if ('nothing' in answer) return { kind: 'nothing', nonce: answer.nothing };
  const { jws } = answer;
  const command = Command.parse(decodePart(jws.split('.')[1] ?? ''));
  return { kind: 'command', nonce: command.nonce, jws, commandHash: hashOfJws(jws), command };
}
