/** What a server answers, byte by byte: nothing is decompressed, no path tidied. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** `path` is sent as it is, in place of that of the address. */
export async function fetchRaw(
  address: string,
  {
    method = 'GET',
    path,
    headers = {},
  }: { method?: string; path?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<RawAnswer> {
  const url = new URL(address);
  const sent = request({
    hostname: url.hostname,
    port: url.port,
    path: path ?? `${url.pathname}${url.search}`,
    method,
    headers,
    agent: false,
  });
  sent.end();
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}
