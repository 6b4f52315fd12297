/** The answers that API Gateway gives itself: a status and a fixed message. */

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html */
const MESSAGES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export class HttpError extends Error {
  readonly status: keyof typeof MESSAGES;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: keyof typeof MESSAGES, headers: Readonly<Record<string, string>> = {}) {
    super(MESSAGES[status]);
    this.name = 'HttpError';
    this.status = status;
    this.headers = headers;
  }

  get body(): string {
    return JSON.stringify({ message: this.message });
  }
}
