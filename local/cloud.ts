/** The local cloud: reads a cloud assembly, hosts what it finds in it, and answers AWS clients on loopback. */

import type { Clock } from './clock.ts';
import { keptClock } from './clock-state.ts';
import { type Endpoint, startEndpoint } from './endpoint/server.ts';
import type { RoleGrant } from './iam/grant-use.ts';
import { createIam } from './iam/part.ts';
import type { IssuerOptions } from './issuer/part.ts';
import { lockFolder } from './lock.ts';
import type { CloudContext, CloudLogLine, Part } from './part.ts';
import { createParts } from './parts.ts';
import { readAssembly } from './template/assembly.ts';
import { INERT_TYPES } from './template/inert.ts';
import { inertTypes } from './template/inert-resource.ts';
import { planStacks, type StackPlan } from './template/plan.ts';
import { type Provisioned, provision } from './template/provision.ts';
import { Usage } from './usage.ts';

const ACCOUNT = '000000000000';
const REGION = 'ap-northeast-1';

/** By stack name, then by parameter name. */
export type StackParameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All of them on 127.0.0.1; 0 takes any free port. */
export interface CloudPorts {
  readonly endpoint: number;
  readonly mqtt: number;
  readonly api: number;
  /** Of the first distribution, and of the second. */
  readonly edge: number;
  readonly secondEdge: number;
  readonly issuer: number;
  readonly inbox: number;
}

/** What a cloud knows of itself before it reads the template. */
export interface CloudFacts {
  /** The AWS endpoint. */
  readonly endpoint: string;
  /** What the first HTTP API answers at, if the template has one. */
  readonly api: string;
  /** What the first distribution answers at, if the template has one. */
  readonly edge: string;
  /** The same of the second. */
  readonly secondEdge: string;
  /** The issuer of tokens, where the cloud has one. */
  readonly issuer?: string;
  /** PEM of the authority behind the MQTT broker. */
  readonly mqttCa: string;
}

export interface CloudOptions {
  /** The folder that `cdk synth` wrote. */
  readonly assemblyDir: string;
  /** Writes that folder, once the data folder is this cloud's and no other's. */
  readonly assemble?: (assemblyDir: string) => Promise<void>;
  /** The folder that keeps all state; a later start goes on where this one was. */
  readonly dataDir: string;
  readonly ports: CloudPorts;
  /** Template parameters, or what makes them out of the facts that are known before the template is read. */
  readonly parameters: StackParameters | ((facts: CloudFacts) => StackParameters);
  /** The issuer's people and clients; without them there is no issuer. */
  readonly issuer?: Omit<IssuerOptions, 'port'>;
  /** ARNs of SNS platform applications, which CloudFormation has no type for. */
  readonly pushApplications?: readonly string[];
  /** Mail addresses and domains that are verified outside the template. */
  readonly mailIdentities?: readonly string[];
  readonly log: (line: CloudLogLine) => void;
}

/**
 * `endpoint`, `mqtt` (`host:port`), `api` (the first API; each also by its logical id), `edge` and `secondEdge` (the first
 * two distributions), `issuer`, `inbox`.
 */
export type Addresses = Readonly<Record<string, string>>;

export interface Cloud extends Provisioned {
  readonly endpointUrl: string;
  readonly addresses: Addresses;
  readonly clock: Clock;
  /** All that roles of the template may do, and whether a call has needed it since the start. */
  grants(): readonly RoleGrant[];
  /** Ends everything in an orderly way. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts a cloud.
 * @throws TemplateError with everything in the templates that cannot be hosted; AwsError `DataFolderInUse`.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const ends: End[] = [lockFolder(options.dataDir)];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= endAll(ends.toReversed());
    return stopping;
  };
  try {
    await options.assemble?.(options.assemblyDir);
    const assembly = readAssembly(options.assemblyDir);
    const context = contextOf(options);
    const all: Part[] = [context.iam];
    const add = <Made extends Part>(part: Made): Made => {
      all.push(part);
      ends.push(() => part.stop?.());
      return part;
    };
    let status = 'starting';
    let endpoint: Endpoint | undefined;
    const openEndpoint = async () => {
      endpoint = await startEndpoint({
        port: options.ports.endpoint,
        parts: all,
        credentials: context.iam.credentials,
        clock: context.clock,
        usage: context.usage,
        health: () => ({ status }),
        log: options.log,
      });
      ends.push(endpoint.close);
    };
    const endpointUrl = () => endpoint?.url ?? '';
    const { iam } = context;
    const { assets } = assembly;
    const parts = await createParts(
      context,
      { iam, assets, options, endpointUrl, openEndpoint },
      add,
    );
    const plans = planStacks(assembly.stacks, {
      types: registryOf(all),
      parameters: parametersOf(options, { endpoint: endpointUrl(), ...parts.facts }),
      place: { account: ACCOUNT, region: REGION },
    });
    reportInert(plans, options.log);
    parts.stacks.begin(plans);
    const provisioned = await provision(plans, parts.secretText);
    for (const part of all) await part.start?.();
    parts.stacks.complete(provisioned);
    status = 'ready';
    const addresses = { endpoint: endpointUrl(), ...parts.addresses() };
    const { clock } = context;
    const { grants } = context.iam;
    return { ...provisioned, endpointUrl: endpointUrl(), addresses, clock, grants, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type End = () => void | Promise<void>;

/** One part that fails to stop does not keep the others running. */
async function endAll(ends: readonly End[]): Promise<void> {
  const errors: unknown[] = [];
  for (const end of ends)
    try {
      await end();
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0) throw new AggregateError(errors, 'the local cloud did not stop cleanly');
}

function contextOf({
  dataDir,
  log,
}: CloudOptions): CloudContext & { iam: ReturnType<typeof createIam> } {
  const clock = keptClock(dataDir);
  const iam = createIam({ account: ACCOUNT, region: REGION, now: clock.now });
  const place = { account: ACCOUNT, region: REGION };
  return { ...place, clock, access: iam.access, usage: new Usage(), dataDir, log, iam };
}

function registryOf(parts: readonly Part[]) {
  const inert = inertTypes({ account: ACCOUNT, region: REGION });
  const hosted = parts.flatMap((part) => part.resources);
  return new Map([...inert, ...hosted].map((type) => [type.type, type]));
}

const parametersOf = ({ parameters }: CloudOptions, facts: CloudFacts) =>
  typeof parameters === 'function' ? parameters(facts) : parameters;

/** What stands in the template and does nothing here, said once at start. */
function reportInert(plans: readonly StackPlan[], log: CloudOptions['log']): void {
  const counts = new Map<string, number>();
  for (const { type } of plans.flatMap((plan) => plan.resources))
    if (Object.hasOwn(INERT_TYPES, type.type))
      counts.set(type.type, (counts.get(type.type) ?? 0) + 1);
  for (const [type, count] of counts) log({ part: 'template', event: 'inert', type, count });
}
