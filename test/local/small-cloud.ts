/** A local cloud of just a few parts, with real policies and the real AWS endpoint, for the tests of one service. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#local/clock.ts';
import { createClock } from '#local/clock.ts';
import { startEndpoint } from '#local/endpoint/server.ts';
import type { PolicyStatement } from '#local/iam/access.ts';
import { createIam, type Iam } from '#local/iam/part.ts';
import type { CloudContext, CloudLogLine, CreatedResource, Part } from '#local/part.ts';
import { Usage } from '#local/usage.ts';

const ACCOUNT = '000000000000';
const REGION = 'ap-northeast-1';

export interface SmallCloud {
  readonly context: CloudContext;
  readonly iam: Iam;
  readonly clock: Clock;
  readonly url: string;
  readonly lines: CloudLogLine[];
  /** Creates one resource as the template's loader would. */
  create(type: string, logicalId: string, properties: object): Promise<CreatedResource>;
  /** Creates a role with these statements and answers its ARN. */
  role(name: string, statements: PolicyStatement[], trusted?: string): Promise<string>;
  /** Configuration of an AWS client: the administrator's, or that of a role's session. */
  client(roleArn?: string): ClientConfiguration;
  start(): Promise<void>;
  /** Ends the cloud; its folder stays for `again`. */
  stop(): Promise<void>;
}

interface ClientConfiguration {
  readonly region: string;
  readonly endpoint: string;
  readonly maxAttempts: number;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** A new folder for a cloud's state, and the end of it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'small-cloud-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts a cloud whose parts are made by `parts`. `url` of the endpoint is known only after that. */
export async function smallCloud<Made extends readonly Part[]>(
  dataDir: string,
  makeParts: (context: CloudContext, url: () => string, iam: Iam) => Made,
  clock: Clock = createClock(),
): Promise<SmallCloud> {
  const iam = createIam({ account: ACCOUNT, region: REGION, now: clock.now });
  const lines: CloudLogLine[] = [];
  const context: CloudContext = {
    account: ACCOUNT,
    region: REGION,
    clock,
    access: iam.access,
    usage: new Usage(),
    dataDir,
    log: (line) => lines.push(line),
  };
  let url = '';
  const parts: readonly Part[] = [iam, ...makeParts(context, () => url, iam)];
  const endpoint = await startEndpoint({
    port: 0,
    parts,
    credentials: iam.credentials,
    clock,
    usage: context.usage,
    health: () => ({}),
    log: context.log,
  });
  url = endpoint.url;

  const create: SmallCloud['create'] = async (type, logicalId, properties) => {
    const found = parts.flatMap((part) => part.resources).find((each) => each.type === type);
    if (found === undefined) throw new Error(`no part hosts ${type}`);
    const hosted = Object.entries(properties).filter(([name]) => !found.inert.includes(name));
    return await found.create({
      logicalId,
      stackName: 'Test',
      type,
      properties: Object.fromEntries(hosted),
      physicalName: `Test-${logicalId}-0A1B2C`,
    });
  };

  return {
    context,
    iam,
    clock,
    url,
    lines,
    create,
    async role(name, statements, trusted = 'lambda.amazonaws.com') {
      const { attributes } = await create('AWS::IAM::Role', name, {
        RoleName: name,
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: 'Allow', Principal: { Service: trusted }, Action: 'sts:AssumeRole' },
          ],
        },
        Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }],
      });
      return String(attributes['Arn']);
    },
    client: (roleArn) => ({
      region: REGION,
      endpoint: url,
      maxAttempts: 1,
      credentials:
        roleArn === undefined
          ? { accessKeyId: 'local', secretAccessKey: 'local' }
          : iam.credentials.forRole(roleArn),
    }),
    async start() {
      for (const part of parts) await part.start?.();
    },
    async stop() {
      for (const part of parts) await part.stop?.();
      await endpoint.close();
    },
  };
}
