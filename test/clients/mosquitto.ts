/** mosquitto's command-line clients with a handset's certificate and key, as anybody has them in files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '#demo/until.ts';
import { privateKeyPem } from '#handset/keys.ts';
import type { Papers } from '#test/journeys/hand-held.ts';
import { type DebianProgram, type Outcome, runProgram, startProgram } from './debian-program.ts';

const DEBIAN_PACKAGE = 'mosquitto-clients';
const program = (command: string): DebianProgram => ({ command, debianPackage: DEBIAN_PACKAGE });

/** Longer than the broker takes for an answer, seconds. A client that is turned away tries again until then. */
const PATIENCE_SECONDS = 20;
/** How long a client that ought to be turned away may try, seconds. */
const TRYING_SECONDS = 3;

/** Where a client connects, as whom, and by what. */
export interface Credentials {
  readonly endpoint: string;
  readonly clientId: string;
  readonly caFile: string;
  /** Absent for a client that shows no certificate. */
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** Writes a handset's certificate and key as PEM files. */
export async function credentialsOf(
  folder: string,
  { enrolmentId, endpoint, ca, certificate, tlsKey }: Omit<Papers, 'counter' | 'enrolmentKey'>,
): Promise<Required<Credentials>> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, pem: string) => {
    const file = join(folder, name);
    await writeFile(file, pem, { mode: 0o600 });
    return file;
  };
  return {
    endpoint,
    clientId: enrolmentId,
    caFile: await write('ca.pem', ca),
    certFile: await write('certificate.pem', certificate),
    keyFile: await write('key.pem', privateKeyPem(tlsKey)),
  };
}

/** Whether it may subscribe to a filter: subscribes and hangs up once that is acknowledged. */
export async function subscribes(credentials: Credentials, filter: string): Promise<boolean> {
  const { code } = await runProgram(program('mosquitto_sub'), [
    ...connection(credentials),
    ...['-t', filter, '-E', '-W', String(TRYING_SECONDS)],
  ]);
  return code === 0;
}

/** Whether a message is acknowledged by the broker, and its sender kept. */
export async function publishes(
  credentials: Credentials,
  topic: string,
  payload: string,
): Promise<boolean> {
  const { code } = await runProgram(
    // It tries again for ever where the broker hangs up on it.
    { command: 'timeout', debianPackage: 'coreutils' },
    [
      String(TRYING_SECONDS),
      'mosquitto_pub',
      ...connection(credentials),
      ...['-t', topic, '-m', payload],
    ],
  );
  return code === 0;
}

/** Publishes to a topic and answers the first message on another. */
export function asks(
  credentials: Credentials,
  { topic, answers, payload }: { topic: string; answers: string; payload: string },
): Promise<Outcome> {
  return runProgram(program('mosquitto_rr'), [
    ...connection(credentials),
    ...['-t', topic, '-e', answers, '-m', payload, '-W', String(PATIENCE_SECONDS)],
  ]);
}

/** A subscriber that stays. */
export interface Listener {
  /** Everything it said so far: messages, and what it does on the wire. */
  readonly said: () => string;
  /** Whether its first connection has ended: it then tries again, or gives up. */
  readonly isCut: () => boolean;
  stop(): Promise<void>;
}

/** Subscribes, and resolves once the broker has acknowledged it. */
export async function listen(credentials: Credentials, filter: string): Promise<Listener> {
  const child = await startProgram(
    // Into a pipe it would say what it did only at its end.
    { command: 'stdbuf', debianPackage: 'coreutils' },
    ['--output=L', 'mosquitto_sub', ...connection(credentials), ...['-t', filter, '-d']],
  );
  let said = '';
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  await until('a subscription', () => said.includes('received SUBACK') || undefined);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    said: () => said,
    isCut: () => child.exitCode !== null || said.split('sending CONNECT').length > 2,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

function connection({ endpoint, clientId, caFile, certFile, keyFile }: Credentials): string[] {
  const [host = '', port = ''] = endpoint.split(':');
  return [
    ...['-V', 'mqttv311', '-q', '1', '-h', host, '-p', port, '-i', clientId, '--cafile', caFile],
    ...(certFile === undefined ? [] : ['--cert', certFile]),
    ...(keyFile === undefined ? [] : ['--key', keyFile]),
  ];
}
