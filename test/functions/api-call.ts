/** Calls of the HTTP API as API Gateway hands them on (payload 2.0), through the chain that every function ends in. */
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { SECOND } from '#domain/wipe/settings.ts';
import type { TokenRules } from '#functions/contract/environment.ts';
import { type ApiEvent, type ApiHandler, api } from '#functions/http/api.ts';
import { signedIn } from '#functions/http/signed-in.ts';
import { ACCOUNT, NOW, PERSON } from '#test/domain/builders.ts';

/** Claims of a subscriber who has just signed in with two factors, in an access token of Amazon Cognito. */
export const CLAIMS: Readonly<Record<string, string>> = {
  token_use: 'access',
  scope: 'openid remote-wipe/subscriber',
  client_id: 'client',
  person: PERSON.id,
  account: ACCOUNT,
  role: 'subscriber',
  assurance: '2',
  auth_time: String(NOW / SECOND - 10),
};

/** Changes to them that make an operator of the subscriber. */
export const OPERATOR = {
  scope: 'openid remote-wipe/ops',
  person: 'person-ops',
  account: undefined,
  role: 'ops',
};

const TOKEN_RULES: TokenRules = { TOKEN_ISSUER_KIND: 'cognito', TWO_FACTOR_ACR: '2' };

export interface Call {
  /** As in the template; what it says matters only where a function answers several routes. */
  readonly route?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  /** Changes to `CLAIMS`; `null` for a call without a token. */
  readonly claims?: Readonly<Record<string, unknown>> | null;
  readonly base64?: boolean;
  /** Whether what is answered is nobody's own, so that caches may keep it; a problem never is. */
  readonly cacheable?: boolean;
  /** How tokens are read: as Amazon Cognito's unless told otherwise. */
  readonly tokenRules?: TokenRules;
}

export function anEvent(call: Call = {}): ApiEvent {
  const { route = 'POST /', path, query, headers, body, claims = {}, base64 } = call;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const jwt = { claims: { ...CLAIMS, ...claims }, scopes: ['remote-wipe/subscriber'] };
  const requestContext = {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.example.com',
    domainPrefix: 'api',
    http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '::1', userAgent: 'test' },
    requestId: 'request',
    routeKey: route,
    stage: '$default',
    time: '',
    timeEpoch: NOW,
    ...(claims !== null && { authorizer: { jwt } }),
  };
  return {
    version: '2.0',
    routeKey: route,
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'x-origin-secret': 'test', ...headers },
    requestContext,
    ...(path && { pathParameters: { ...path } }),
    ...(query && { queryStringParameters: { ...query } }),
    ...(text !== undefined && {
      body: base64 ? Buffer.from(text).toString('base64') : text,
    }),
    isBase64Encoded: base64 ?? false,
  };
}

export const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:test',
  memoryLimitInMB: '128',
  awsRequestId: 'request',
  logGroupName: '/aws/lambda/test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

const Json = z.record(z.string(), z.unknown());

/** RFC 9457, as strictly as this API promises it. */
const Problem = z.looseObject({
  type: z.string().startsWith('urn:problem:remote-wipe:'),
  title: z.string().min(1),
  status: z.number().int().min(400).max(599),
  code: z.string().regex(/^[a-z-]+$/),
});

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
  /** The problem's code, where it is a problem. */
  readonly problem: string | undefined;
}

/** Makes the call. Fails where a problem is not one as RFC 9457 has it, or a cache might keep what is not for it. */
export async function call(handler: ApiHandler, made: Call = {}): Promise<Answer> {
  return answerTo(handler, anEvent(made), made);
}

/** The same for an event as it is. */
export async function answerTo(
  handler: ApiHandler,
  event: ApiEvent,
  { cacheable = false, tokenRules = TOKEN_RULES }: Call = {},
): Promise<Answer> {
  const chain = api(handler);
  // API Gateway puts an authorizer into the event only where the route has one.
  if ('authorizer' in event.requestContext) chain.use(signedIn(tokenRules));
  const { statusCode, headers, body } = await chain(event, CONTEXT);
  const parsed = body === '' ? {} : Json.parse(JSON.parse(body));
  const isKept = !/no-(store|cache)/.test(headers['cache-control'] ?? '');
  if (isKept !== (cacheable && statusCode < 400))
    throw new Error(`a cache may ${isKept ? '' : 'not '}keep this answer`);
  if (statusCode < 400) return { status: statusCode, headers, body: parsed, problem: undefined };
  const problem = Problem.parse(parsed);
  if (problem.status !== statusCode || problem.type !== `urn:problem:remote-wipe:${problem.code}`)
    throw new Error('the problem contradicts itself');
  if (!headers['content-type']?.startsWith('application/problem+json'))
    throw new Error('a problem has its own content type');
  return { status: statusCode, headers, body: parsed, problem: problem.code };
}

type Staff = 'shop' | 'approver' | 'ops';

/** What changes in `CLAIMS` for somebody who works for the carrier: no account, and a shop where one is given. */
export const staff = (
  role: Staff,
  { person = `${role}-1`, ...more }: { person?: string; shop?: string; assurance?: string } = {},
): Readonly<Record<string, unknown>> => ({
  account: undefined,
  role,
  person,
  scope: `openid remote-wipe/${role}`,
  ...(role === 'shop' && { shop: 'shop-1' }),
  ...more,
});
