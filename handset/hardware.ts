/** What a reset cannot reach: the hardware key, the proof of reset beside it, and the wallet lock. */
import { join } from 'node:path';
import * as z from 'zod';
import {
  ATTESTATION_TYPE,
  type Attestation,
  RECEIPT_TYPE,
  type Receipt,
} from '#domain/protocol/enrolment.ts';
import {
  PrivateJwk,
  type PublicJwk,
  publicPart,
  signJws,
  thumbprint,
} from '#domain/protocol/signature.ts';
import { generateKey } from './keys.ts';
import { readIfPresent, removeFile, replaceFile } from './replace-file.ts';

const Proof = z.strictObject({ receipt: z.string(), attestation: z.string() }).partial();
/** Compact JWS, as an enrolment's statement takes them. */
type Proof = z.infer<typeof Proof>;

export interface Hardware {
  /** Thumbprint of the hardware key. */
  readonly handsetId: string;
  readonly publicKey: PublicJwk;
  /** Signs with the hardware key; `jwk` puts the public key into the header. */
  sign(payload: unknown, header: { typ: string; jwk?: PublicJwk }): Promise<string>;
  /** Signs and keeps what proves the reset that a command is about to bring. */
  keepReceipt(receipt: Receipt): Promise<void>;
  /** Keeps a platform's word that the handset was reset. */
  keepAttestation(attestation: Attestation, platformKey: PrivateJwk): Promise<void>;
  proof(): Promise<Proof>;
  dropProof(): Promise<void>;
  dropWalletLock(): Promise<void>;
}

/** Opens the hardware below its folder; the first time, its key is made. */
export async function openHardware(folder: string): Promise<Hardware> {
  const key = await hardwareKey(join(folder, 'key.json'));
  const proofFile = join(folder, 'proof.json');
  const handsetId = await thumbprint(key);

  async function proof(): Promise<Proof> {
    const text = await readIfPresent(proofFile);
    return text === undefined ? {} : Proof.parse(JSON.parse(text));
  }
  const keep = async (more: Proof) =>
    replaceFile(proofFile, JSON.stringify({ ...(await proof()), ...more }));
  const sign: Hardware['sign'] = (payload, header) => signJws(payload, { ...header, key });

  return {
    handsetId,
    publicKey: publicPart(key),
    sign,
    keepReceipt: async (receipt) => keep({ receipt: await sign(receipt, { typ: RECEIPT_TYPE }) }),
    keepAttestation: async (attestation, platformKey) =>
      keep({
        attestation: await signJws(attestation, { typ: ATTESTATION_TYPE, key: platformKey }),
      }),
    proof,
    dropProof: async () => removeFile(proofFile),
    dropWalletLock: async () => removeFile(join(folder, 'wallet-lock')),
  };
}

async function hardwareKey(path: string): Promise<PrivateJwk> {
  const text = await readIfPresent(path);
  if (text !== undefined) return PrivateJwk.parse(JSON.parse(text));
  const key = generateKey();
  await replaceFile(path, JSON.stringify(key));
  return key;
}
