/** The AWS CLI as a developer uses it, on the local cloud and on nothing else. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { type DebianProgram, type Outcome, runProgram } from './debian-program.ts';

/** Access keys as `aws configure` asks for them. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** `AWS_CLI` names another one than the first on `PATH`. */
const AWS: DebianProgram = { command: process.env['AWS_CLI'] ?? 'aws', debianPackage: 'awscli' };

/**
 * The first version of the CLI presigns by signatures of version 2 else, which S3 takes for old buckets only; the second
 * takes payloads for base64 else.
 */
const CONFIGURATION = `[default]
cli_binary_format = raw-in-base64-out
s3 =
  signature_version = s3v4
`;

export class AwsCli {
  readonly #endpoint: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(endpoint: string, environment: Readonly<Record<string, string>>) {
    this.#endpoint = endpoint;
    this.#environment = environment;
  }

  /** A CLI whose home is `folder`: the developer's own configuration is out of its sight. */
  static async in(folder: string, endpoint: string): Promise<AwsCli> {
    const configuration = join(folder, 'aws-configuration');
    await writeFile(configuration, CONFIGURATION);
    return new AwsCli(endpoint, {
      HOME: folder,
      AWS_CONFIG_FILE: configuration,
      AWS_SHARED_CREDENTIALS_FILE: configuration,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_DEFAULT_REGION: ADMINISTRATOR.region,
      AWS_DEFAULT_OUTPUT: 'json',
      AWS_PAGER: '',
      ...variablesOf(ADMINISTRATOR.credentials),
    });
  }

  /** The same CLI in somebody else's hands. */
  as(keys: AccessKeys): AwsCli {
    const { AWS_SESSION_TOKEN: _, ...environment } = this.#environment;
    return new AwsCli(this.#endpoint, { ...environment, ...variablesOf(keys) });
  }

  /** What a command leaves, whether it works or not. */
  run(...args: string[]): Promise<Outcome> {
    return runProgram(AWS, ['--endpoint-url', this.#endpoint, ...args], this.#environment);
  }

  /** What a command says. @throws Error with its complaint when it fails. */
  async text(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`aws ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
    return stdout;
  }

  /** A command's JSON. Silence, which is what calls without an answer give, is an empty object. */
  async json(...args: string[]): Promise<unknown> {
    const said = await this.text(...args);
    return said.trim() === '' ? {} : JSON.parse(said);
  }

  /** A command's JSON, parsed. */
  async read<Output>(schema: z.ZodType<Output>, ...args: string[]): Promise<Output> {
    return schema.parse(await this.json(...args));
  }

  /** The code of the AWS error that a command ends with. @throws Error when it ends in another way. */
  async errorCode(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    const [, named] = /An error occurred \(([^)]+)\) when calling/.exec(stderr) ?? [];
    if (code !== 0 && named !== undefined) return named;
    throw new Error(`aws ${args.join(' ')} gave no AWS error but ${code}: ${stderr}${stdout}`);
  }
}

function variablesOf({ accessKeyId, secretAccessKey, sessionToken }: AccessKeys) {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** The option for a thing: one word, since every 64th name begins with a dash and would be read as an option of its own. */
export const thingOption = (name: string) => `--thing-name=${name}`;
