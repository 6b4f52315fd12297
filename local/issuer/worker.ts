/** The issuer's thread. Its `Date` is put on the cloud's clock before the provider is loaded. */
import { parentPort, workerData } from 'node:worker_threads';
import { shiftDate } from '../shifted-date.ts';
import type { IssuerNotice, IssuerWorkerData } from './settings.ts';

const { settings, keyFile, shared }: IssuerWorkerData = workerData;
const notify = (notice: IssuerNotice) => parentPort?.postMessage(notice);

shiftDate(shared);
const { findKeys } = await import('./keys.ts');
const { startIssuerServer } = await import('./server.ts');

const { server, port } = await startIssuerServer(settings, await findKeys(keyFile), (code) =>
  notify({ notice: 'failed', code }),
);
parentPort?.on('message', () => {
  server.close();
  server.closeAllConnections();
  parentPort?.close();
});
notify({ notice: 'listening', port });
