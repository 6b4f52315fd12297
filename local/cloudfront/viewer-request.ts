/** What a CloudFront function is told of a viewer's request, and what its answer means. */
import type { IncomingMessage } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { FunctionRuntime } from './function-runtime.ts';

const Value = z.object({
  value: z.string(),
  multiValue: z.array(z.object({ value: z.string() })).exactOptional(),
});
const Values = z.record(z.string(), Value);

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
const Request = z.looseObject({ uri: z.string().startsWith('/') });
const Response = z.strictObject({
  statusCode: z.int().min(200).max(599),
  statusDescription: z.string().exactOptional(),
  headers: Values.default({}),
  body: z
    .union([z.string(), z.strictObject({ encoding: z.enum(['text', 'base64']), data: z.string() })])
    .default(''),
});

export interface GivenResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** The request goes on under another path, or is answered at once. */
export type Verdict = { readonly path: string } | { readonly response: GivenResponse };

/** The answer has not the shape of a request or of a response, or changes what changes nowhere here. */
export class InvalidAnswer extends Error {
  override readonly name = 'InvalidAnswer';
}

/** Asks a function. @throws FunctionError, InvalidAnswer. */
export function verdictOf(
  runtime: FunctionRuntime,
  message: IncomingMessage,
  context: { readonly distributionId: string; readonly requestId: string },
): Verdict {
  const request = requestOf(message);
  const answer = runtime.run({
    version: '1.0',
    context: {
      distributionDomainName: message.headers.host,
      ...context,
      eventType: 'viewer-request',
    },
    viewer: { ip: message.socket.remoteAddress ?? '127.0.0.1' },
    request,
  });
  const response = Response.safeParse(answer);
  if (response.success) return { response: responseOf(response.data) };
  const changed = Request.safeParse(answer);
  if (!changed.success) throw new InvalidAnswer('it answers neither a request nor a response');
  if (!isDeepStrictEqual({ ...changed.data, uri: request.uri }, request))
    throw new InvalidAnswer('of a request only the path may be changed here');
  return { path: changed.data.uri };
}

function requestOf({ method = '', url = '', headersDistinct }: IncomingMessage) {
  const { pathname, searchParams } = splitUrl(url);
  const { cookie = [], ...headers } = headersDistinct;
  const cookies = cookie.flatMap((line) => line.split(/; */)).map((pair) => pair.split('='));
  return {
    method,
    uri: pathname,
    querystring: grouped([...searchParams]),
    headers: grouped(
      Object.entries(headers).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    ),
    cookies: grouped(cookies.map(([name = '', ...rest]) => [name, rest.join('=')])),
  };
}

function splitUrl(url: string) {
  const [pathname = '', ...query] = url.split('?');
  return { pathname, searchParams: new URLSearchParams(query.join('?')) };
}

function grouped(pairs: readonly (readonly [string, string])[]): z.output<typeof Values> {
  const byName = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, found]) => {
      const values = found.map(([, value]) => ({ value }));
      const value = values.at(-1)?.value ?? '';
      return [name, values.length > 1 ? { value, multiValue: values } : { value }];
    }),
  );
}

function responseOf({ statusCode, headers, body }: z.output<typeof Response>): GivenResponse {
  const values = Object.entries(headers).map(
    ([name, { value, multiValue }]): [string, string | string[]] => [
      name.toLowerCase(),
      multiValue === undefined ? value : multiValue.map((each) => each.value),
    ],
  );
  const bytes =
    typeof body === 'string'
      ? Buffer.from(body)
      : Buffer.from(body.data, body.encoding === 'text' ? 'utf8' : 'base64');
  return { status: statusCode, headers: Object.fromEntries(values), body: bytes };
}
