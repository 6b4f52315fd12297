/** Whether a caller may do something with an object: identity policies, the bucket policy, and the key behind it. */
import type { AwsCall } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Access } from '../iam/access.ts';
import type { Caller } from '../iam/caller.ts';
import type { KeyUse } from '../kms/key-ring.ts';
import type { Bucket } from './bucket.ts';

/** How the KMS part answers for the key behind an encrypted bucket. */
export interface KeyUses {
  /** @throws AwsError `AccessDeniedException`, `DisabledException`, `NotFoundException`. */
  requireUse(use: KeyUse): void;
}

type Context = Readonly<Record<string, string>>;

/** Makes the questions for one cloud. */
export function createGate(
  { account, region, access }: { account: string; region: string; access: Access },
  keys: KeyUses,
) {
  const allows = (
    caller: Caller,
    action: string,
    bucket: Bucket,
    key: string | undefined,
    context: Context = {},
  ) =>
    access.allows({
      caller,
      action: `s3:${action}`,
      resource: key === undefined ? bucket.arn : `${bucket.arn}/${key}`,
      context: { 's3:TlsVersion': '1.3', 's3:signatureversion': 'AWS4-HMAC-SHA256', ...context },
      ...(bucket.policy && { resourcePolicy: bucket.policy }),
    });
  return {
    allows,
    /** @throws AwsError `AccessDenied` (403), S3's word for it. */
    require(...question: Parameters<typeof allows>) {
      if (allows(...question)) return;
      const [caller, action, bucket, key] = question;
      const principal = caller.kind === 'service' ? caller.principal : caller.arn;
      const resource = key === undefined ? bucket.arn : `${bucket.arn}/${key}`;
      throw denied(
        `User: ${principal} is not authorized to perform: s3:${action} on resource: "${resource}"`,
      );
    },
    /** @throws AwsError as the KMS part says. */
    requireKey(caller: Caller, action: string, bucket: Bucket, key: string, keyArn?: string) {
      if (keyArn === undefined) return;
      const encrypted = bucket.hasBucketKey ? bucket.arn : `${bucket.arn}/${key}`;
      const context = {
        'kms:ViaService': `s3.${region}.amazonaws.com`,
        'kms:CallerAccount': account,
        'kms:EncryptionContext:aws:s3:arn': encrypted,
        'kms:EncryptionContextKeys': ['aws:s3:arn'],
      };
      try {
        keys.requireUse({ keyArn, action: `kms:${action}`, caller, context });
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'AccessDeniedException') throw error;
        throw denied(error.message);
      }
    },
  };
}

export type Gate = ReturnType<typeof createGate>;

const denied = (message: string) => new AwsError('AccessDenied', message, { status: 403 });

/** Condition keys of an upload: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export function uploadContext({ headers }: Pick<AwsCall, 'headers'>): Context {
  const context: Record<string, string> = { 's3:ObjectCreationOperation': 'true' };
  for (const [condition, header] of Object.entries(CONDITION_HEADERS)) {
    const value = headers[header];
    if (value !== undefined) context[condition] = value;
  }
  return context;
}

const CONDITION_HEADERS = {
  's3:if-match': 'if-match',
  's3:if-none-match': 'if-none-match',
  's3:object-lock-mode': 'x-amz-object-lock-mode',
  's3:object-lock-retain-until-date': 'x-amz-object-lock-retain-until-date',
  's3:x-amz-content-sha256': 'x-amz-content-sha256',
  's3:x-amz-server-side-encryption': 'x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id': 'x-amz-server-side-encryption-aws-kms-key-id',
} as const;
