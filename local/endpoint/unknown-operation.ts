/** What AWS answers to an operation that a service does not have, in the protocol and the words of that service. */
import type { AwsCall } from '../aws/call.ts';
import { AwsError, type UnknownOperation } from '../aws/error.ts';
import { protocolOf, queryFields } from './protocol.ts';

type Asked = Pick<AwsCall, 'service' | 'headers' | 'body'>;

/** REST JSON has no common word for it; most services answer 404 (as SES does). */
const REST_ANSWERS: Readonly<Record<string, (message: string) => AwsError>> = {
  // Lambda's front door cannot tell which permission to ask for.
  lambda: () =>
    new AwsError(
      'AccessDeniedException',
      'Unable to determine service/operation name to be authorized',
      { status: 403 },
    ),
};

/** The same error as the service that was asked would give it. */
export function inWordsOfAws(error: UnknownOperation, asked: Asked): AwsError {
  const { service, operation, message } = error;
  switch (protocolOf(asked)) {
    case 'query':
      return unknownAction(asked, operation);
    case 'ec2-query':
      return new AwsError(
        'InvalidAction',
        `The action ${operation} is not valid for this web service.`,
      );
    case 'rest-json':
      return (
        REST_ANSWERS[service]?.(message) ??
        new AwsError('UnknownOperationException', message, { status: 404 })
      );
    // S3's word for what it does not do.
    case 'rest-xml':
      return new AwsError('NotImplemented', message, { status: 501 });
    default:
      return error;
  }
}

/** https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html: `InvalidAction`, `MissingAction`. */
function unknownAction(asked: Asked, operation: string): AwsError {
  const { Action: action, Version: version } = queryFields(asked);
  if (action === undefined)
    return new AwsError('MissingAction', 'The request must contain the parameter Action.');
  return new AwsError(
    'InvalidAction',
    `Could not find operation ${operation} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
  );
}
