/** Answers that are given whole: CloudFront's own pages, which no response headers policy acts on here, and objects. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export const pageOf = (status: number) =>
  `<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>${status} ERROR</H1></BODY></HTML>`;

/** Ends a call with CloudFront's page for a status. `kind` is what `x-cache` says. */
export function refuse(
  message: IncomingMessage,
  response: ServerResponse,
  status: number,
  kind = 'Error',
): void {
  const body = pageOf(status);
  const headers = { 'content-type': 'text/html', 'x-cache': `${kind} from cloudfront` };
  finish(message, response, { status, headers, body: Buffer.from(body) });
}

/** Ends a call whose body nobody has read. A HEAD gets what a GET would, but the body. */
export function finish(
  message: IncomingMessage,
  response: ServerResponse,
  {
    status,
    headers,
    body,
  }: {
    status: number;
    headers: Readonly<Record<string, string | string[]>>;
    body: Buffer;
  },
): void {
  message.resume();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status !== 304) response.setHeader('content-length', body.length);
  // What is still to come would be taken for the next call.
  if (!message.complete) response.setHeader('connection', 'close');
  response.writeHead(status);
  response.end(message.method === 'HEAD' || status === 304 ? undefined : body);
}
