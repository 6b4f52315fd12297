/** The issuer over HTTP, on loopback: the provider's own endpoints and the sign-in page, under one strict policy. */
import { type EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import type { IssuerKeys } from './keys.ts';
import { messagePage } from './message-page.ts';
import { createProvider } from './provider.ts';
import type { IssuerSettings } from './settings.ts';
import { answerInteraction } from './sign-in.ts';

/** Browsers apply `form-action` to redirects after a form as well, hence the clients on loopback. */
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Listens, and only then knows the issuer's address. @throws when the port is taken. */
export async function startIssuerServer(
  settings: IssuerSettings,
  keys: IssuerKeys,
  report: (code: string) => void,
): Promise<{ server: Server; port: number }> {
  const server = createServer();
  server.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : settings.port;
  const host = `127.0.0.1:${port}`;

  const provider = createProvider(`http://${host}`, settings, keys);
  provider.on('server_error', (_ctx, error) => report(error.name));
  // Without a listener it prints what went wrong with a request: also what only its client did wrong.
  const events: EventEmitter = provider;
  events.on('error', (error: Error) => report(error.name));
  const answerProtocol = provider.callback();
  const style = readFileSync(new URL('./page/sign-in.css', import.meta.url));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY)) response.setHeader(name, value);
    if (request.headers.host !== host) {
      response.writeHead(421, { 'content-type': 'text/plain' });
      response.end(`this issuer is http://${host}`);
    } else if (!request.url?.startsWith('/')) {
      // The other forms of a request target (RFC 9112, 3.2) are for proxies and servers as a whole.
      response.writeHead(400, { 'content-type': 'text/plain' });
      response.end('a path is needed');
    } else if (request.url === '/sign-in.css') {
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' });
      response.end(style);
    } else if (request.url.startsWith('/interaction/'))
      await answerInteraction(provider, settings.people, request, response);
    else await answerProtocol(request, response);
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      const known = error instanceof errors.OIDCProviderError;
      if (!known) report(error instanceof Error ? error.name : 'unknown');
      if (response.headersSent) {
        response.destroy();
        return;
      }
      // An interaction that expired, or whose cookie this browser does not have.
      response.writeHead(known ? error.status : 500, {
        'content-type': 'text/html; charset=utf-8',
      });
      response.end(messagePage('サインインの期限が切れました。 This sign-in has expired.', ''));
    });
  });
  return { server, port };
}
