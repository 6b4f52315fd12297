/** An AWS error as a client sees it: a stable code, a message, an HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error body, where AWS documents some. */
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    { status = 400, detail = {} }: { status?: number; detail?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

/** The error that AWS services give for a call their policies do not allow. */
export function accessDenied(principalArn: string, action: string, resource: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${principalArn} is not authorized to perform: ${action} on resource: ${resource}`,
    { status: 403 },
  );
}

/** An operation, or a whole service, that the local cloud does not have. The endpoint says it in the service's own words. */
export class UnknownOperation extends AwsError {
  readonly service: string;
  /** Its name, or method and path where the protocol says no name. */
  readonly operation: string;

  constructor(service: string, operation: string) {
    super('UnknownOperationException', `the local cloud has no operation ${service}:${operation}`);
    this.service = service;
    this.operation = operation;
  }
}
