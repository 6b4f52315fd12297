/** Sends requests as they are over connections that stay open: no client between that would mend them. */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Answer, FuzzRequest } from './request.ts';

/** Longer than the API may take for an answer, milliseconds. */
const PATIENCE = 35_000;

export class Wire {
  readonly #base: URL;
  readonly #agent: Agent;

  /** @param connections How many at once. */
  constructor(base: string, connections: number) {
    this.#base = new URL(base);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The answer, or undefined where there is none: the other end hung up. */
  async send(asked: FuzzRequest): Promise<Answer | undefined> {
    // A connection that stayed open may have been closed just then: a fresh one tells.
    return (await this.#once(asked, this.#agent)) ?? (await this.#once(asked, undefined));
  }

  async #once(
    { method, path, headers, body = '' }: FuzzRequest,
    agent: Agent | undefined,
  ): Promise<Answer | undefined> {
    const { hostname, port } = this.#base;
    const sent = request({
      ...{ hostname, port, method, path, agent: agent ?? false, timeout: PATIENCE },
      headers: { 'content-length': String(Buffer.byteLength(body)), ...headers },
    });
    sent.on('timeout', () => sent.destroy());
    // Also after its answer, where the other end says more than HEAD allows before it hangs up.
    sent.on('error', () => undefined);
    sent.end(body);
    try {
      const [message]: IncomingMessage[] = await once(sent, 'response');
      if (message === undefined) return undefined;
      const { statusCode: status = 0, headers: answered } = message;
      // What may come after the head of a HEAD's answer is no body; whoever cannot tell the method sends one.
      if (method === 'HEAD') message.on('error', () => undefined).resume();
      const text = method === 'HEAD' ? '' : (await buffer(message)).toString('utf8');
      return { status, headers: answered, text };
    } catch (error) {
      return method === 'HEAD' ? headIn(error) : undefined;
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/**
 * The answer to a HEAD that came with a body, for which Node's client gives up the connection: a server that refuses
 * a head which it cannot read does not know the method.
 */
function headIn(error: unknown): Answer | undefined {
  const packet: unknown = error instanceof Error ? Reflect.get(error, 'rawPacket') : undefined;
  if (!Buffer.isBuffer(packet)) return undefined;
  const [, status] = /^HTTP\/1\.1 ([1-5][0-9]{2}) /.exec(packet.toString('latin1')) ?? [];
  return status === undefined ? undefined : { status: Number(status), headers: {}, text: '' };
}
