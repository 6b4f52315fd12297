/** A handset for the tests of functions: real keys, real signatures, and what a topic rule makes of its messages. */
import { digest } from '#domain/audit/digest.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { CLAIM_TYPE, type Claim } from '#domain/protocol/claim.ts';
import {
  ATTESTATION_TYPE,
  RECEIPT_TYPE,
  type Receipt,
  STATEMENT_TYPE,
  type Statement,
} from '#domain/protocol/enrolment.ts';
import { REPORT_TYPE, type Report } from '#domain/protocol/report.ts';
import {
  type PrivateJwk,
  type PublicJwk,
  publicPart,
  signJws,
  thumbprint,
} from '#domain/protocol/signature.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { aClaim, aLine, anEnrolment, aReport, NOW } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';

export interface Overrides {
  readonly statement?: Partial<Statement>;
  /** Signs the statement in place of the hardware key; the header still names that one. */
  readonly signer?: PrivateJwk;
  /** The key of the certificate signing request. */
  readonly csrKey?: PrivateJwk;
  readonly number?: string;
}

/** A handset with this hardware key, in a life of its own. */
export async function aHandset(hardware = aKey()) {
  const life = aKey();
  const handsetId = await thumbprint(hardware.jwk);
  const enrolmentId = await thumbprint(life.jwk);

  const message = (payload: object, typ: string, key: PrivateJwk = life.jwk) =>
    signJws(payload, { typ, key });
  const overMqtt = async (jws: string, more: object) => ({
    v: 1,
    jws,
    enrolmentId,
    clientId: enrolmentId,
    principal: 'certificate',
    receivedAt: NOW,
    ...more,
  });

  return {
    hardware,
    life,
    handsetId,
    enrolmentId,

    /** The body of `POST /v1/enrolments`. */
    async enrolBody(code: string, { statement, signer, csrKey, number }: Overrides = {}) {
      const said: Statement = {
        model: 'SO-01M',
        sim: 'nano',
        preset: 'done',
        software: '14',
        app: '1.0',
        enrolmentKey: enrolmentId,
        codeHash: digest(code),
        iat: NOW / SECOND,
        ...statement,
      };
      const how = { typ: STATEMENT_TYPE, key: signer ?? hardware.jwk, jwk: hardware.publicJwk };
      return {
        number: number ?? aLine().number,
        code,
        csr: certificateRequest(enrolmentId, csrKey ?? life.jwk),
        statement: await signJws(said, how),
      };
    },

    receipt: (receipt: Receipt) => message(receipt, RECEIPT_TYPE, hardware.jwk),

    attestation: (resetAt: number, platform: PrivateJwk, id = handsetId) =>
      message({ handsetId: id, resetAt: Math.floor(resetAt / SECOND) }, ATTESTATION_TYPE, platform),

    /** Its enrolment as the service keeps it. */
    enrolment: (overrides: Partial<Enrolment> = {}): Enrolment =>
      anEnrolment({
        enrolmentId,
        handsetId,
        enrolmentKey: publicPart(life.jwk),
        certificateArn: `arn:aws:iot:ap-northeast-1:000000000000:cert/${enrolmentId}`,
        ...overrides,
      }),

    /** The event of the rule on its claim topic. */
    async claim(overrides: Partial<Claim> = {}, more: object = {}, key?: PrivateJwk) {
      const jws = await message(aClaim({ enrolmentId, ...overrides }), CLAIM_TYPE, key);
      return overMqtt(jws, more);
    },

    /** The event of the rule on its report topic. */
    async report(overrides: Partial<Report> = {}, more: object = {}, key?: PrivateJwk) {
      const report = aReport({ wipeId: `${enrolmentId}.1`, ...overrides });
      return overMqtt(await message(report, REPORT_TYPE, key), more);
    },
  };
}

export type Handset = Awaited<ReturnType<typeof aHandset>>;

/** A platform whose attestations count. */
export function aPlatform(): { key: PrivateJwk; publicKey: PublicJwk } {
  const { jwk, publicJwk } = aKey();
  return { key: jwk, publicKey: publicJwk };
}
