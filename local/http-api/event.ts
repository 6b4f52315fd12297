/**
 * The event that a function gets, payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import { randomBytes } from 'node:crypto';
import type { JwtContext } from './authorizer.ts';
import type { ClientRequest } from './request.ts';

export interface EventFacts {
  readonly request: ClientRequest;
  readonly body: Buffer;
  readonly requestId: string;
  readonly account: string;
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly jwt: JwtContext | undefined;
  readonly port: number;
  /** Epoch milliseconds on the cloud's clock. */
  readonly now: number;
}

/** Members that have nothing to say are absent. */
export function eventOf(facts: EventFacts): object {
  const { request, body, now, jwt } = facts;
  const { cookie, ...headers } = request.headers;
  const query = queryParameters(request.rawQuery);
  const binary = body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: facts.routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQuery,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers: { ...headers, ...forwarded(facts) },
    ...present('queryStringParameters', query),
    requestContext: {
      accountId: facts.account,
      apiId: facts.apiId,
      ...(jwt && { authorizer: { jwt } }),
      domainName: headers['host'],
      domainPrefix: facts.apiId,
      http: {
        method: request.method,
        path: request.path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: facts.requestId,
      routeKey: facts.routeKey,
      stage: facts.stage,
      time: requestTime(now),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: body.toString(binary ? 'base64' : 'utf8') }),
    ...present('pathParameters', facts.pathParameters),
    isBase64Encoded: binary,
    ...present('stageVariables', facts.stageVariables),
  };
}

/** As API Gateway makes them: fifteen characters and an equals sign. */
export const newRequestId = () => `${randomBytes(11).toString('base64url')}=`;

function present(name: string, values: Readonly<Record<string, string>>): object {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}

/** Values of one name are joined by commas. */
function queryParameters(rawQuery: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(parameters);
}

/** What API Gateway adds; here the client's connection is plain http. */
function forwarded({ request, port }: EventFacts): Record<string, string> {
  const before = request.headers['x-forwarded-for'];
  return {
    'x-forwarded-for': before === undefined ? request.sourceIp : `${before}, ${request.sourceIp}`,
    'x-forwarded-port': String(port),
    'x-forwarded-proto': 'http',
  };
}

/**
 * AWS says that binary content is base64-encoded, not which content that is. As seen at the service: text and these
 * three types are text; everything else is not, forms and bodies without a type included.
 */
function isText(contentType = ''): boolean {
  const [type = ''] = contentType.toLowerCase().split(';');
  return /^(text\/.+|application\/(json|xml|javascript))$/.test(type.trim());
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `12/Mar/2020:19:03:58 +0000` */
function requestTime(now: number): string {
  const date = new Date(now);
  const [day, time] = date.toISOString().split(/[T.]/);
  return `${day?.slice(8)}/${MONTHS[date.getUTCMonth()]}/${day?.slice(0, 4)}:${time} +0000`;
}
