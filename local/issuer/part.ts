/** The issuer part: where the sample people sign in, in place of Cognito or a carrier's own issuer. */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CloudContext, Part } from '../part.ts';
import type { IssuerNotice, IssuerSettings, IssuerWorkerData } from './settings.ts';

export interface Issuer extends Part {
  /** `http://127.0.0.1:{port}`: the tokens' `iss`, without a slash at its end. */
  issuerUrl(): string;
}

export type IssuerOptions = Pick<IssuerSettings, 'port' | 'people' | 'clients'> &
  Partial<IssuerSettings>;

const ACCESS_TOKEN_LIFE = 900;

/**
 * Starts the issuer at once, since its address is a parameter of the template. It runs in a thread of its own,
 * whose `Date` follows the cloud's clock.
 * @throws when the port is taken.
 */
export async function createIssuer(context: CloudContext, options: IssuerOptions): Promise<Issuer> {
  const settings: IssuerSettings = {
    audience: 'api',
    accessTokenLife: ACCESS_TOKEN_LIFE,
    ...options,
  };
  const data: IssuerWorkerData = {
    settings,
    keyFile: join(context.dataDir, 'issuer', 'keys.json'),
    shared: context.clock.shared,
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: data });
  const port = await listeningPort(worker);
  worker.on('message', (message: IssuerNotice) => {
    if (message.notice === 'failed')
      context.log({ part: 'issuer', event: 'server-error', error: message.code });
  });
  worker.on('error', (error) =>
    context.log({ part: 'issuer', event: 'thread-failed', error: error.name }),
  );

  // From the beginning: a thread that has ended by itself says so only once.
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return {
    name: 'issuer',
    signingNames: [],
    resources: [],
    issuerUrl: () => `http://127.0.0.1:${port}`,
    async stop() {
      worker.postMessage('stop');
      await gone;
    },
  };
}

/** @throws what made the thread fail. */
async function listeningPort(worker: Worker): Promise<number> {
  const [message]: IssuerNotice[] = await once(worker, 'message');
  if (message?.notice !== 'listening') throw new Error('the issuer did not start');
  return message.port;
}
