/** The whole system as a process of its own, on ports that it can be started on again. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { CloudPorts } from '#local/cloud.ts';
import { PORT_OPTIONS } from './ports.ts';
import { Program } from './program.ts';
import { Whereabouts } from './welcome.ts';

/** What is hosted, where it is not the app as it is with the sample people. */
export interface Hosted {
  readonly assemblyDir?: string;
  readonly context?: Readonly<Record<string, string>>;
  /** With people beside the sample people. */
  readonly peopleFile?: string;
}

/** A program that starts the system. Whether it comes up is seen later. */
export function systemProgram(
  folder: string,
  ports: CloudPorts,
  { assemblyDir, context = {}, peopleFile }: Hosted = {},
): Program {
  const options = PORT_OPTIONS.flatMap(([name, own]) => [`--${name}`, String(ports[own])]);
  const assembly = assemblyDir === undefined ? [] : ['--assembly', assemblyDir];
  const settings = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const people = peopleFile === undefined ? [] : ['--people', peopleFile];
  const choice = [...assembly, ...settings, ...people];
  return new Program('local', ['--json', '--data', folder, ...choice, ...options]);
}

/** Where a system is, once it is up. @throws Error with its complaints when it does not come up. */
export async function whereaboutsOf(program: Program): Promise<Whereabouts> {
  return Whereabouts.parse(JSON.parse(await program.line(/^{/)));
}

/** The system, once it is up. @throws Error with its complaints when it does not come up. */
export async function startSystemProcess(
  folder: string,
  ports: CloudPorts,
  hosted?: Hosted,
): Promise<{ program: Program; at: Whereabouts }> {
  const program = systemProgram(folder, ports, hosted);
  return { program, at: await whereaboutsOf(program) };
}

/** Ports that nothing listens on, and that the system gives to nobody by itself before the next start. */
export async function quietPorts(): Promise<CloudPorts> {
  const taken = new Set<number>();
  const next = async (): Promise<number> => {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (taken.has(port) || !(await isFree(port))) return next();
    taken.add(port);
    return port;
  };
  return {
    endpoint: await next(),
    mqtt: await next(),
    edge: await next(),
    secondEdge: await next(),
    api: await next(),
    issuer: await next(),
    inbox: await next(),
  };
}

/** Below 32768, where Linux takes ports from for those who ask for any (ip(7), ip_local_port_range). */
const LOWEST = 20_000;
const HIGHEST = 32_000;

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
