/** The answer where a key or a version is not there. */
import { AwsError } from '../aws/error.ts';

/** Who may not list a bucket (`mayList`) does not learn whether a key is in it. */
export function missingObject({
  key,
  versionId,
  mayList,
}: {
  key: string;
  versionId: string | null;
  mayList: boolean;
}): AwsError {
  if (!mayList) return new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  return versionId === null
    ? new AwsError('NoSuchKey', 'The specified key does not exist.', {
        status: 404,
        detail: { Key: key },
      })
    : new AwsError('NoSuchVersion', 'The specified version does not exist.', { status: 404 });
}
