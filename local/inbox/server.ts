/** The inbox over HTTP, on loopback: the page, the messages as JSON, the stream of new ones. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { isOwnHost } from '../http/own-host.ts';
import { KINDS, type MessageStore } from './message-store.ts';
import { inboxPage } from './page.ts';
import { streamMessages } from './stream.ts';

/** Empty fields of the filter form stand for no filter. */
const optional = <Value>(schema: z.ZodType<Value>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const query = z.strictObject({
  kind: optional(z.enum(KINDS)),
  to: optional(z.string()),
  after: optional(z.coerce.number().int().min(0)),
  before: optional(z.coerce.number().int().min(1)),
  limit: optional(z.coerce.number().int().min(1).max(1000)),
});
type Query = z.infer<typeof query>;

const PAGE_LENGTH = 100;
const LIST_LENGTH = 1000;

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

const asset = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url));

/** A server that is not listening yet. */
export function createInboxServer(store: MessageStore): Server {
  const assets: Readonly<Record<string, { type: string; content: Buffer }>> = {
    '/inbox.css': { type: 'text/css; charset=utf-8', content: asset('inbox.css') },
    '/inbox.js': { type: 'text/javascript; charset=utf-8', content: asset('inbox.js') },
  };

  const routes: Readonly<Record<string, (query: Query, exchange: Exchange) => void>> = {
    '/': (filter, { response }) => {
      const messages = [
        ...store.before(filter.before ?? Number.MAX_SAFE_INTEGER, filter).take(PAGE_LENGTH + 1),
      ];
      const more = messages.length > PAGE_LENGTH;
      const page = inboxPage({ messages: messages.slice(0, PAGE_LENGTH), filter, more });
      send(response, 200, 'text/html; charset=utf-8', page);
    },
    '/messages': (filter, { response }) => {
      const messages = [
        ...store.after(filter.after ?? 0, filter).take(filter.limit ?? LIST_LENGTH),
      ];
      send(response, 200, 'application/json', JSON.stringify({ messages }));
    },
    '/stream': (filter, { request, response }) => {
      // A browser that connects again says where it was; a first connection starts at now.
      const resumed = Number.parseInt(String(request.headers['last-event-id'] ?? ''), 10);
      const after = Number.isNaN(resumed) ? (filter.after ?? store.lastId) : resumed;
      response.writeHead(200, { ...SECURITY, 'content-type': 'text/event-stream' });
      streamMessages(response, store, after, filter);
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse) {
    if (!isOwnHost(request.headers.host, request.socket.localPort ?? 0))
      return send(response, 421, 'text/plain', 'this page is on loopback only');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 405, 'text/plain', 'only GET', { allow: 'GET, HEAD' });
    // The other forms of a request target (RFC 9112, 3.2) are for proxies and servers as a whole.
    if (!request.url?.startsWith('/')) return send(response, 400, 'text/plain', 'a path is needed');
    // Behind a host, since `//` alone would begin one.
    const url = new URL(`http://localhost${request.url}`);
    const file = Object.hasOwn(assets, url.pathname) ? assets[url.pathname] : undefined;
    if (file !== undefined) return send(response, 200, file.type, file.content);
    const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : undefined;
    if (route === undefined) return send(response, 404, 'text/plain', 'not found');
    const parsed = query.safeParse(Object.fromEntries(url.searchParams));
    if (!parsed.success) return send(response, 400, 'text/plain', z.prettifyError(parsed.error));
    route(parsed.data, { request, response });
  }

  return createServer(answer);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...SECURITY, 'content-type': type, ...headers });
  response.end(body);
}
