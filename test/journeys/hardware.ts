/** The hardware of a hand-held handset, which outlives every reset: it enrols with whatever a test wants to bring. */
import { readFile } from 'node:fs/promises';
import { until } from '#demo/until.ts';
import { digest } from '#domain/audit/digest.ts';
import { internationalNumber } from '#domain/line/line.ts';
import {
  ATTESTATION_TYPE,
  RECEIPT_TYPE,
  type Receipt,
  STATEMENT_TYPE,
  type Statement,
} from '#domain/protocol/enrolment.ts';
import { PrivateJwk, publicPart, signJws, thumbprint } from '#domain/protocol/signature.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { enrolmentApi } from '#handset/enrolment-api.ts';
import { generateKey } from '#handset/keys.ts';
import { HandHeld } from './hand-held.ts';
import type { Stage, TestLine } from './stage.ts';

export interface Application {
  /** The key of the life to come. */
  readonly life?: PrivateJwk;
  readonly statement?: Partial<Statement>;
  /** A code sent before; without it one is asked for. */
  readonly code?: string;
  /** Where its SIM is from; the hardware's own line unless given. */
  readonly line?: TestLine;
}

/** The API as any handset calls it. */
export const enrolments = (stage: Stage) =>
  enrolmentApi(stage.system.api, new AbortController().signal);

export class Hardware {
  readonly key = generateKey();
  readonly line: TestLine;
  readonly #stage: Stage;

  constructor(stage: Stage, line: TestLine) {
    this.#stage = stage;
    this.line = line;
  }

  /** Enrols and connects. @throws ApiProblem */
  async enrol(application: Application = {}): Promise<HandHeld> {
    const life = application.life ?? generateKey();
    const body = await this.body({ ...application, life });
    const answer = await enrolments(this.#stage).enrol(body);
    const papers = { ...answer, enrolmentKey: life, tlsKey: life, counter: 0 };
    return new HandHeld(this.#stage, papers).connect();
  }

  /** The body of `POST /v1/enrolments`. */
  async body({ life = generateKey(), statement, code, line = this.line }: Application = {}) {
    const oneTimeCode = code ?? (await codeBySms(this.#stage, line));
    const enrolmentId = await thumbprint(life);
    const said: Statement = {
      ...{ model: 'SO-01M', sim: 'nano', preset: 'done', software: '1.0', app: '1.0' },
      enrolmentKey: enrolmentId,
      codeHash: digest(oneTimeCode),
      iat: this.#seconds(),
      ...statement,
    };
    const jwk = publicPart(this.key);
    return {
      number: line.number,
      code: oneTimeCode,
      csr: certificateRequest(enrolmentId, life),
      statement: await signJws(said, { typ: STATEMENT_TYPE, key: this.key, jwk }),
    };
  }

  /** Sends a body as it is, also one sent before. @throws ApiProblem */
  send(body: Awaited<ReturnType<Hardware['body']>>) {
    return enrolments(this.#stage).enrol(body);
  }

  /** What a reset by this command leaves beside the hardware key. */
  receipt(receipt: Receipt): Promise<string> {
    return signJws(receipt, { typ: RECEIPT_TYPE, key: this.key });
  }

  /** The platform's word that this hardware was reset now. */
  async attestation(): Promise<string> {
    const text = await readFile(this.#stage.system.platformKeyFile, 'utf8');
    const key = PrivateJwk.parse(JSON.parse(text));
    const said = { handsetId: await thumbprint(this.key), resetAt: this.#seconds() };
    return signJws(said, { typ: ATTESTATION_TYPE, key });
  }

  #seconds(): number {
    return Math.floor(this.#stage.system.cloud.clock.now() / 1000);
  }
}

/** Asks for a one-time code and reads it from the SIM. */
export async function codeBySms(stage: Stage, line: TestLine): Promise<string> {
  const earlier = (await codesSent(stage, line)).length;
  await enrolments(stage).sendCode(line.number);
  return until('a code by SMS', async () => (await codesSent(stage, line))[earlier]);
}

/** All codes that reached the SIM of a line. */
export async function codesSent(stage: Stage, { number }: TestLine): Promise<string[]> {
  const messages = await stage.messages(internationalNumber(number));
  return messages.flatMap(({ body }) => /\b[0-9]{8}\b/.exec(body)?.[0] ?? []);
}
