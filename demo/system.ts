/** The whole system on this machine: the synthesized template in the local cloud, with sample people and lines. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Line } from '#domain/line/line.ts';
import { type Site, scopesOfSite } from '#functions/contract/roles.ts';
import { type Cloud, type CloudOptions, type CloudPorts, startCloud } from '#local/cloud.ts';
import type { Person } from '#local/issuer/settings.ts';
import { assemble } from './assemblies.ts';
import { sampleLines } from './lines.ts';
import { originSecretIn } from './origin-secret.ts';
import { PEOPLE } from './people.ts';
import { platformKeyIn } from './platform-key.ts';
import { seed } from './seed.ts';

const AUDIENCE = 'remote-wipe-api';
export const SENDER = 'remote-wipe@example.com';
/** Where the sample operators and approvers read their mail. */
export const OPERATIONS = 'operations@example.com';
export const APPROVERS = 'approvers@example.com';
const PUSH_APPLICATION = 'arn:aws:sns:ap-northeast-1:000000000000:app/GCM/remote-wipe';

/** The redirect URI of the pages, of scripts and of command-line tools: any port on loopback (RFC 8252 section 7.3). */
export const LOOPBACK_REDIRECT = 'http://127.0.0.1/callback';
/** Where the pages come back to from a sign-out, on any port as well. */
const LOOPBACK_SIGNED_OUT = 'http://127.0.0.1/signed-out';

export interface System {
  readonly cloud: Cloud;
  /** Base address of the API, as everybody is told it: the edge's, where the pages are, too. */
  readonly api: string;
  /** Base address of the console, where the API is, too. */
  readonly console: string;
  /** Where the API itself listens, which takes calls from the edges only. */
  readonly origin: string;
  readonly issuer: string;
  readonly inbox: string;
  readonly endpoint: string;
  /** `host:port` of the MQTT broker. */
  readonly mqtt: string;
  /** File with the private JWK of the sample platform, which attests resets. */
  readonly platformKeyFile: string;
  addLines(lines: readonly Line[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything on the folder's state, synthesizing the app with its context unless an assembly is given. */
export async function startSystem({
  dataDir,
  ports,
  log,
  assemblyDir,
  context = {},
  people = [],
}: {
  dataDir: string;
  ports: CloudPorts;
  log: CloudOptions['log'];
  assemblyDir?: string;
  context?: Readonly<Record<string, string>>;
  /** Beside the sample people. */
  people?: readonly Person[];
}): Promise<System> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const platform = await platformKeyIn(dataDir);
  const origin = await originSecretIn(dataDir);
  const cloud = await startCloud({
    ...(assemblyDir === undefined
      ? {
          assemblyDir: join(dataDir, 'assembly'),
          assemble: (outdir: string) => assemble(outdir, context),
        }
      : { assemblyDir }),
    dataDir,
    ports,
    log,
    parameters: ({ issuer = '', mqttCa = '', api, edge, secondEdge }) => ({
      ...Object.fromEntries(
        Object.entries(EDGES).map(([stack, site]) => [
          stack,
          {
            ApiDomain: new URL(api).host,
            OriginSecret: origin.secret,
            SignInIssuer: issuer,
            SignInClientId: site,
            SignInOrigins: issuer,
          },
        ]),
      ),
      [SERVICE_STACK]: {
        TokenIssuer: issuer,
        TokenAudience: AUDIENCE,
        PageOrigin: edge,
        ConsoleOrigin: secondEdge,
        OriginDigests: origin.digest,
        SenderAddress: SENDER,
        OperationsAddress: OPERATIONS,
        ApproverAddress: APPROVERS,
        MqttServerCa: mqttCa,
        PushApplicationArn: PUSH_APPLICATION,
        PlatformKeys: JSON.stringify({ keys: [platform.publicJwk] }),
      },
    }),
    issuer: {
      people: [...PEOPLE, ...people],
      clients: Object.values(EDGES).map((site) => ({
        id: site,
        redirectUris: [LOOPBACK_REDIRECT],
        postLogoutRedirectUris: [LOOPBACK_SIGNED_OUT],
        scopes: scopesOfSite(site),
      })),
      audience: AUDIENCE,
    },
    mailIdentities: [SENDER],
    pushApplications: [PUSH_APPLICATION],
  });
  try {
    const endpointUrl = cloud.endpointUrl;
    const addLines = (lines: readonly Line[]) => seed(endpointUrl, lines);
    await addLines(sampleLines(cloud.clock.now()));
    return {
      cloud,
      api: address(cloud, 'edge'),
      console: address(cloud, 'secondEdge'),
      origin: address(cloud, 'api'),
      issuer: address(cloud, 'issuer'),
      inbox: address(cloud, 'inbox'),
      endpoint: endpointUrl,
      mqtt: address(cloud, 'mqtt'),
      platformKeyFile: platform.file,
      addLines,
      stop: () => cloud.stop(),
    };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

const SERVICE_STACK = 'RemoteWipe-Service';
/** The stacks of the edges, each with its site, by whose name its pages are a client of the issuer. */
const EDGES: Readonly<Record<string, Site>> = {
  'RemoteWipe-Edge': 'portal',
  'RemoteWipe-Console': 'console',
};

function address(cloud: Cloud, name: string): string {
  const found = cloud.addresses[name];
  if (found === undefined) throw new Error(`the local cloud has no address for ${name}`);
  return found;
}
