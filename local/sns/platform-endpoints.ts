/** Push tokens of handsets, kept on disk: one endpoint per token and platform application. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type AppendLog, openLog, readLog } from '../disk/append-log.ts';
import { invalid } from './message.ts';

const endpoint = z.strictObject({
  arn: z.string(),
  application: z.string(),
  token: z.string(),
  enabled: z.boolean(),
  customUserData: z.string(),
});
export type PlatformEndpoint = z.infer<typeof endpoint>;

const change = z.union([endpoint, z.strictObject({ deleted: z.string() })]);
type Change = z.infer<typeof change>;

export class PlatformEndpoints {
  readonly #byArn = new Map<string, PlatformEndpoint>();
  readonly #byToken = new Map<string, string>();
  readonly #log: AppendLog<Change>;

  constructor(path: string) {
    for (const entry of readLog(path, change))
      if ('deleted' in entry) this.#forget(entry.deleted);
      else this.#index(entry);
    this.#log = openLog<Change>(path, [...this.#byArn.values()]);
  }

  /** Those of an application, oldest first. */
  of(application: string): PlatformEndpoint[] {
    return [...this.#byArn.values()].filter((each) => each.application === application);
  }

  /** @throws AwsError `NotFound`. */
  find(arn: string): PlatformEndpoint {
    const found = this.#byArn.get(arn);
    if (found === undefined)
      throw new AwsError('NotFound', 'Endpoint does not exist', { status: 404 });
    return found;
  }

  /**
   * https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformEndpoint.html: idempotent.
   * @throws AwsError `InvalidParameter` for a known token with other attributes.
   */
  async create(
    application: string,
    token: string,
    attributes: Pick<PlatformEndpoint, 'enabled' | 'customUserData'>,
  ): Promise<PlatformEndpoint> {
    const known = this.#byToken.get(keyOf({ application, token }));
    if (known !== undefined) {
      const found = this.find(known);
      const { enabled, customUserData } = attributes;
      if (found.enabled === enabled && found.customUserData === customUserData) return found;
      throw invalid(
        `Token Reason: Endpoint ${found.arn} already exists with the same Token, but different attributes.`,
      );
    }
    const arn = `${application.replace(':app/', ':endpoint/')}/${randomUUID()}`;
    return await this.#keep({ arn, application, token, ...attributes });
  }

  /** @throws AwsError `NotFound`. */
  async change(
    arn: string,
    changes: Partial<Pick<PlatformEndpoint, 'token' | 'enabled' | 'customUserData'>>,
  ): Promise<void> {
    const before = this.find(arn);
    const after = { ...before, ...changes };
    const owner = this.#byToken.get(keyOf(after));
    if (owner !== undefined && owner !== arn)
      throw invalid(`Token Reason: Endpoint ${owner} already exists with the same Token`);
    this.#byToken.delete(keyOf(before));
    await this.#keep(after);
  }

  /** Deleting what is not there is no error (API_DeleteEndpoint: idempotent). */
  async delete(arn: string): Promise<void> {
    if (!this.#byArn.has(arn)) return;
    this.#forget(arn);
    await this.#log.append({ deleted: arn });
  }

  async #keep(kept: PlatformEndpoint): Promise<PlatformEndpoint> {
    this.#index(kept);
    await this.#log.append(kept);
    return kept;
  }

  #index(kept: PlatformEndpoint): void {
    this.#byArn.set(kept.arn, kept);
    this.#byToken.set(keyOf(kept), kept.arn);
  }

  #forget(arn: string): void {
    const found = this.#byArn.get(arn);
    if (found !== undefined) this.#byToken.delete(keyOf(found));
    this.#byArn.delete(arn);
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

const keyOf = ({ application, token }: Pick<PlatformEndpoint, 'application' | 'token'>) =>
  `${application} ${token}`;
