/** Judges what a handset states when it enrols: every key and hash in it must fit every other. */
import * as z from 'zod/mini';
import { digest } from '#domain/audit/digest.ts';
import { Fault } from '#domain/fault.ts';
import {
  ATTESTATION_TYPE,
  Attestation,
  RECEIPT_TYPE,
  Receipt,
  STATEMENT_TYPE,
  Statement,
} from '#domain/protocol/enrolment.ts';
import { PublicJwk, thumbprint, verifyJws, verifySelfSigned } from '#domain/protocol/signature.ts';
import type { ResetProof } from '#domain/wipe/decide-enrolment.ts';
import { ProblemError } from '../http/problem.ts';
import { keyOfRequest } from './signing-request.ts';

/** A JWK set (RFC 7517 section 5) of platforms whose attestations count. */
export const PlatformKeys = z.object({ keys: z.array(z.object(PublicJwk.shape)) });

export interface Applicant {
  readonly handsetId: string;
  readonly enrolmentId: string;
  readonly enrolmentKey: PublicJwk;
  readonly statement: Statement;
  readonly proofs: readonly ResetClaim[];
}

/** A proof of reset, with the time of the reset where it tells one. */
export interface ResetClaim {
  readonly proof: ResetProof;
  /** Epoch milliseconds. */
  readonly resetAt?: number;
}

/** @throws ProblemError `statement-refused` or `key-mismatch`. */
export async function judgeApplicant(
  { statement: jws, csr, code }: { statement: string; csr: string; code: string },
  platformKeys: readonly PublicJwk[],
): Promise<Applicant> {
  const { payload: statement, key: hardwareKey } = await orRefuse(
    verifySelfSigned(jws, { typ: STATEMENT_TYPE, schema: Statement }),
  );
  if (statement.codeHash !== digest(code)) throw new ProblemError('statement-refused');
  const enrolmentKey = keyOfRequest(csr);
  const handsetId = await thumbprint(hardwareKey);
  if (enrolmentKey === undefined) throw new ProblemError('key-mismatch');
  const enrolmentId = await thumbprint(enrolmentKey);
  // A hardware key survives a reset, so it must never serve as the key that a reset destroys.
  if (statement.enrolmentKey !== enrolmentId || enrolmentId === handsetId)
    throw new ProblemError('key-mismatch');
  const proofs = [
    ...(await receiptOf(statement, hardwareKey)),
    ...(await attestationOf(statement, handsetId, platformKeys)),
  ];
  return { handsetId, enrolmentId, enrolmentKey, statement, proofs };
}

async function receiptOf({ receipt }: Statement, key: PublicJwk): Promise<ResetClaim[]> {
  if (receipt === undefined) return [];
  const { wipeId, commandHash } = await orRefuse(
    verifyJws(receipt, { typ: RECEIPT_TYPE, key, schema: Receipt }),
  );
  return [{ proof: { kind: 'receipt', wipeId, commandHash, evidence: receipt } }];
}

async function attestationOf(
  { attestation }: Statement,
  handsetId: string,
  platformKeys: readonly PublicJwk[],
): Promise<ResetClaim[]> {
  if (attestation === undefined) return [];
  for (const key of platformKeys) {
    const said = await verifyJws(attestation, { typ: ATTESTATION_TYPE, key, schema: Attestation })
      // Another platform's key: the next one may fit.
      .catch(() => undefined);
    if (said?.handsetId === handsetId)
      return [
        { proof: { kind: 'attestation', evidence: attestation }, resetAt: said.resetAt * 1000 },
      ];
  }
  throw new ProblemError('statement-refused');
}

async function orRefuse<T>(verifying: Promise<T>): Promise<T> {
  try {
    return await verifying;
  } catch (error) {
    if (error instanceof Fault) throw new ProblemError('statement-refused');
    throw error;
  }
}
