/** The question whether a caller may use SNS, with the error code that SNS has for no. */
import { AwsError } from '../aws/error.ts';
import type { Access, AccessRequest } from '../iam/access.ts';

/** https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html: AuthorizationError, 403. */
export function requireSns(access: Access, request: AccessRequest): void {
  try {
    access.require(request);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AccessDeniedException') throw error;
    throw new AwsError('AuthorizationError', error.message, { status: 403 });
  }
}
