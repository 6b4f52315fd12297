/** Object Lock: how long a version is kept from deletion, and whether it still is. */
import { AwsError } from '../aws/error.ts';
import type { Bucket, Retention, Version } from './bucket.ts';

const DAY = 86_400_000;

/**
 * The retention of a new version: the upload's own headers, else the bucket's default.
 * @throws AwsError `InvalidRequest` for lock headers to a bucket without Object Lock, or half of them.
 */
export function retentionOf(
  bucket: Bucket,
  headers: Readonly<Record<string, string>>,
  now: number,
): Retention | undefined {
  const mode = headers['x-amz-object-lock-mode'];
  const date = headers['x-amz-object-lock-retain-until-date'];
  if (mode === undefined && date === undefined) {
    const fallback = bucket.defaultRetention;
    return fallback && { mode: fallback.mode, until: now + fallback.days * DAY };
  }
  if (!bucket.hasObjectLock)
    throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const until = Date.parse(date ?? '');
  if ((mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') || Number.isNaN(until))
    throw new AwsError(
      'InvalidRequest',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  if (until <= now)
    throw new AwsError('InvalidArgument', 'The retain until date must be in the future!');
  return { mode, until };
}

/** @throws AwsError `AccessDenied` for a version that is still locked. Nobody bypasses compliance mode. */
export function requireUnlocked(version: Version, now: number, mayBypass: () => boolean): void {
  const { retention } = version;
  if (retention === undefined || retention.until <= now) return;
  if (retention.mode === 'GOVERNANCE' && mayBypass()) return;
  throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', {
    status: 403,
  });
}

/** Whether a call asks to bypass governance mode. Python's clients write `True`. */
export const asksToBypass = (headers: Readonly<Record<string, string>>): boolean =>
  headers['x-amz-bypass-governance-retention']?.toLowerCase() === 'true';

/**
 * Anybody with the permission may lengthen a retention in its own mode; to shorten, lift or change one takes the
 * permission to bypass governance mode. Compliance mode only grows.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 * @throws AwsError `AccessDenied`.
 */
export function requireChangeable(
  version: Version,
  wanted: Retention | undefined,
  { now, mayBypass }: { now: number; mayBypass: () => boolean },
): void {
  const { retention } = version;
  const isLonger =
    wanted?.mode === retention?.mode && (wanted?.until ?? 0) >= (retention?.until ?? 0);
  if (!isLonger) requireUnlocked(version, now, mayBypass);
}

/** The headers that say so. */
export function retentionHeaders(retention: Retention | undefined): Record<string, string> {
  if (retention === undefined) return {};
  return {
    'x-amz-object-lock-mode': retention.mode,
    'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString(),
  };
}
