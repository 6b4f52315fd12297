/**
 * What a function's result means as an HTTP response, format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod';
import { HttpError } from './http-error.ts';

export interface ClientResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const response = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** These belong to the connection, which is not the function's. */
const DROPPED = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** @throws HttpError 500 for a response that API Gateway would not take. */
export function clientResponse(payload: string): ClientResponse {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null || !('statusCode' in value))
    return inferred(typeof value === 'string' ? value : payload);
  const { data } = response.safeParse(value);
  if (data === undefined) throw new HttpError(500);
  const headers: Record<string, string | string[]> = {
    'content-type': 'text/plain; charset=utf-8',
  };
  for (const [name, text] of Object.entries(data.headers ?? {}))
    if (!DROPPED.has(name.toLowerCase())) headers[name.toLowerCase()] = text;
  if (data.cookies?.length) headers['set-cookie'] = data.cookies;
  if (!Object.entries(headers).every(isSendable)) throw new HttpError(500);
  const body = Buffer.from(data.body ?? '', data.isBase64Encoded ? 'base64' : 'utf8');
  return { status: data.statusCode, headers, body };
}

/** "If your Lambda function returns valid JSON and doesn't return a statusCode". */
function inferred(text: string): ClientResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(text),
  };
}

function isSendable([name, value]: [string, string | string[]]): boolean {
  try {
    validateHeaderName(name);
    for (const each of [value].flat()) validateHeaderValue(name, each);
    return true;
  } catch {
    return false;
  }
}
