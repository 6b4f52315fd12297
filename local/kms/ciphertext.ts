/** Ciphertexts of symmetric keys: AES-256-GCM, bound to the key and to the encryption context. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../aws/error.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

/** A key id's 16 bytes, a 12-byte nonce, a 16-byte tag. AWS keeps the layout of its own blobs to itself. */
const ID_LENGTH = 16;
const NONCE_END = ID_LENGTH + 12;
const TAG_END = NONCE_END + 16;

const idBytes = (keyId: string) => Buffer.from(keyId.replaceAll('-', ''), 'hex');

/** The pairs in a fixed order: AWS KMS, "Encryption context", where order does not matter and case does. */
const authenticated = (context: EncryptionContext) =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));

/** Encrypts under one key. */
export function encrypt(
  key: { readonly id: string; readonly secret: Buffer },
  plaintext: Buffer,
  context: EncryptionContext,
): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce);
  cipher.setAAD(authenticated(context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([idBytes(key.id), nonce, cipher.getAuthTag(), body]);
}

/** Whether a ciphertext names this key. */
export function isUnder(keyId: string, blob: Buffer): boolean {
  return blob.length >= TAG_END && blob.subarray(0, ID_LENGTH).equals(idBytes(keyId));
}

/** @throws AwsError `InvalidCiphertextException` for another context or a changed blob. */
export function decrypt(secret: Buffer, blob: Buffer, context: EncryptionContext): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, blob.subarray(ID_LENGTH, NONCE_END));
    decipher.setAAD(authenticated(context));
    decipher.setAuthTag(blob.subarray(NONCE_END, TAG_END));
    return Buffer.concat([decipher.update(blob.subarray(TAG_END)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

/** What AWS says of a ciphertext that it cannot read, whatever the reason. */
export function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException', '');
}
