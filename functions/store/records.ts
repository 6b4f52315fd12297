/** The bucket of sealed records: written once, never over, kept under Object Lock. */
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { PublicJwk } from '#domain/protocol/signature.ts';

/** What is sealed: the record, the same record as signed JWS, and the public half of the key that signed. */
export const SealedRecord = z.strictObject({
  record: z.record(z.string(), z.unknown()),
  jws: z.string(),
  key: z.strictObject({ kid: z.string(), jwk: PublicJwk }),
});
export type SealedRecord = z.infer<typeof SealedRecord>;

const keyOf = (wipeId: string, revision: number) => `records/${wipeId}/${revision}.json`;

export function recordsIn(client: S3Client, bucket: string) {
  return {
    /** Writes a revision unless it exists; answers whether this call wrote it. */
    async put(wipeId: string, revision: number, sealed: SealedRecord): Promise<boolean> {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(wipeId, revision),
            Body: JSON.stringify(sealed),
            ContentType: 'application/json',
            IfNoneMatch: '*',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'PreconditionFailed') return false;
        throw error;
      }
    },

    async get(wipeId: string, revision: number): Promise<SealedRecord> {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: keyOf(wipeId, revision) }),
      );
      if (Body === undefined) throw new Error('a record came without a body');
      return SealedRecord.parse(JSON.parse(await Body.transformToString()));
    },
  };
}

export type Records = ReturnType<typeof recordsIn>;
