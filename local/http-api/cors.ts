/** CORS as an HTTP API does it by itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
import type { ClientResponse } from './function-response.ts';
import type { ClientRequest } from './request.ts';

export interface CorsSettings {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  /** Seconds. */
  readonly maxAge: number | undefined;
}

/** Whether a browser asks for leave to send another request. */
export function isPreflight({ method, headers }: ClientRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers['origin'] !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/**
 * "API Gateway ignores CORS headers returned from your backend integration", and adds its own to a CORS request. Its
 * own errors have them too: an HTTP API has no other means to let a page read them.
 */
export function withCors(
  response: ClientResponse,
  request: ClientRequest,
  cors: CorsSettings,
): ClientResponse {
  const kept = Object.entries(response.headers).filter(
    ([name]) => !name.startsWith('access-control-'),
  );
  const headers = { ...Object.fromEntries(kept), ...ownHeaders(request, cors) };
  return { ...response, headers };
}

function ownHeaders(request: ClientRequest, cors: CorsSettings): Record<string, string> {
  const asked = isPreflight(request) ? request.headers['access-control-request-method'] : undefined;
  const origin = allowedOrigin(request, cors);
  if (origin === undefined || (asked !== undefined && !allows(cors.allowMethods, asked))) return {};
  return {
    'access-control-allow-origin': origin,
    ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(asked === undefined
      ? listed('access-control-expose-headers', cors.exposeHeaders)
      : {
          ...listed('access-control-allow-methods', cors.allowMethods),
          ...listed('access-control-allow-headers', cors.allowHeaders),
          ...(cors.maxAge !== undefined && { 'access-control-max-age': String(cors.maxAge) }),
        }),
  };
}

function allowedOrigin({ headers }: ClientRequest, cors: CorsSettings): string | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  if (cors.allowOrigins.includes('*')) return '*';
  const fits = (allowed: string) =>
    allowed.endsWith('//*') ? origin.startsWith(allowed.slice(0, -1)) : allowed === origin;
  return cors.allowOrigins.some(fits) ? origin : undefined;
}

const allows = (methods: readonly string[], method: string) =>
  methods.includes('*') || methods.includes(method);

function listed(name: string, values: readonly string[]): Record<string, string> {
  return values.length === 0 ? {} : { [name]: values.join(',') };
}
