/** An HMAC key in AWS KMS (RFC 2104, with SHA-256). The key never leaves KMS. */
import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';

export function macKey(client: KMSClient, keyId: string) {
  return {
    /** 32 bytes, the same for the same text at all times. */
    async mac(text: string): Promise<Buffer> {
      const { Mac } = await client.send(
        new GenerateMacCommand({
          KeyId: keyId,
          Message: Buffer.from(text, 'utf8'),
          MacAlgorithm: 'HMAC_SHA_256',
        }),
      );
      if (Mac === undefined) throw new Error('KMS answered no code');
      return Buffer.from(Mac);
    },
  };
}

export type MacKey = ReturnType<typeof macKey>;
