/** What an HTTP API does with one request: stage, CORS, route, throttling, authorizer, function. */
import { AwsError } from '../aws/error.ts';
import type { Functions } from '../functions.ts';
import type { CloudContext } from '../part.ts';
import type { HttpApi, Route, Stage } from './api.ts';
import { isPreflight, withCors } from './cors.ts';
import { eventOf } from './event.ts';
import { type ClientResponse, clientResponse } from './function-response.ts';
import { HttpError } from './http-error.ts';
import type { ClientRequest } from './request.ts';
import type { RouteMatch } from './router.ts';

interface Arrival {
  readonly request: ClientRequest;
  readonly body: Buffer;
  readonly requestId: string;
  readonly port: number;
}

export type Gateway = (api: HttpApi, arrival: Arrival) => Promise<ClientResponse>;

/** Answers requests; errors of the gateway's own are answers too. */
export function createGateway(context: CloudContext, functions: Functions): Gateway {
  const { account, region, clock, log } = context;

  async function answer(api: HttpApi, arrival: Arrival): Promise<ClientResponse> {
    const found = api.disabled ? undefined : api.stageOf(arrival.request.path);
    if (!found?.stage.settings.autoDeploy) throw new HttpError(404);
    const match = api.router.match(arrival.request.method, found.path);
    if (match === undefined) {
      // "even if there isn't an OPTIONS route"; where one matches, `$default` included, it takes the request.
      if (api.cors !== undefined && isPreflight(arrival.request)) return EMPTY;
      throw new HttpError(404);
    }
    if (!found.stage.admits(match.route.routeKey, clock.now())) throw new HttpError(429);
    const { authorizer, scopes } = match.route;
    const jwt = await authorizer?.authorize(arrival.request, scopes);
    const event = eventOf({
      ...arrival,
      account,
      jwt,
      apiId: api.id,
      stage: found.stage.settings.name,
      stageVariables: found.stage.settings.variables,
      routeKey: match.route.routeKey,
      pathParameters: match.parameters,
      now: clock.now(),
    });
    return await integrate(api, found.stage, match, JSON.stringify(event));
  }

  async function integrate(
    api: HttpApi,
    stage: Stage,
    { route }: RouteMatch<Route>,
    payload: string,
  ): Promise<ClientResponse> {
    const fail = (status: 413 | 500 | 503, reason: string) => {
      log({ part: 'http-api', event: 'integration-failed', route: route.routeKey, reason });
      return new HttpError(status);
    };
    const invocation = functions.invoke({
      functionArn: route.integration.functionArn,
      payload,
      caller: {
        kind: 'service',
        principal: 'apigateway.amazonaws.com',
        sourceArn: sourceArn({ account, region }, api, stage, route),
      },
    });
    const result = await inTime(invocation, route.integration.timeout).catch((error: unknown) => {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === 'RequestTooLargeException') throw fail(413, error.code);
      throw fail(error.code === 'TooManyRequestsException' ? 503 : 500, error.code);
    });
    if (result === 'late') throw fail(503, 'timeout');
    if (result.functionError !== undefined) throw fail(500, 'function-error');
    try {
      return clientResponse(result.payload);
    } catch (error) {
      throw error instanceof HttpError ? fail(500, 'malformed-response') : error;
    }
  }

  return async (api, arrival) => {
    const response = await answer(api, arrival).catch((error: unknown) => {
      if (error instanceof HttpError) return responseOf(error);
      throw error;
    });
    return api.cors === undefined ? response : withCors(response, arrival.request, api.cors);
  };
}

const EMPTY: ClientResponse = { status: 204, headers: {}, body: Buffer.alloc(0) };

/** The gateway's own answer. */
export function responseOf(error: HttpError): ClientResponse {
  return {
    status: error.status,
    headers: { ...error.headers, 'content-type': 'application/json' },
    body: Buffer.from(error.body),
  };
}

/**
 * What a permission's SourceArn is matched against:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 */
function sourceArn(
  { account, region }: Pick<CloudContext, 'account' | 'region'>,
  api: HttpApi,
  stage: Stage,
  { routeKey }: Route,
): string {
  const resource = routeKey.replace(' ', '');
  return `arn:aws:execute-api:${region}:${account}:${api.id}/${stage.settings.name}/${resource}`;
}

/** The function goes on after its client was told that it took too long. */
async function inTime<Result>(work: Promise<Result>, limit: number): Promise<Result | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), limit);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
