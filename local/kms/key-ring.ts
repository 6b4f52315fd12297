/** All keys and aliases of one cloud, found by any name that AWS takes for a key. */
import { AwsError } from '../aws/error.ts';
import type { Access } from '../iam/access.ts';
import type { Caller } from '../iam/caller.ts';
import type { KmsKey } from './key.ts';

export interface KeyUse {
  /** Key id, key ARN, alias name or alias ARN. */
  readonly keyArn: string;
  /** `kms:Decrypt` */
  readonly action: string;
  readonly caller: Caller;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export class KeyRing {
  readonly #keys = new Map<string, KmsKey>();
  readonly #aliases = new Map<string, string>();
  readonly #access: Access;
  readonly #account: string;

  constructor(access: Access, account: string) {
    this.#access = access;
    this.#account = account;
  }

  get keys(): readonly KmsKey[] {
    return [...this.#keys.values()];
  }

  /** Alias names (`alias/command`) and the key id each stands for. */
  get aliases(): ReadonlyMap<string, string> {
    return this.#aliases;
  }

  add(key: KmsKey): void {
    this.#keys.set(key.id, key);
  }

  addAlias(name: string, keyId: string): void {
    this.#aliases.set(name, this.find(keyId).id);
  }

  /** @throws AwsError `NotFoundException`. */
  find(name: string): KmsKey {
    const key = this.lookUp(name);
    if (key === undefined) throw new AwsError('NotFoundException', `Key '${name}' does not exist`);
    return key;
  }

  lookUp(name: string): KmsKey | undefined {
    const local = /^arn:aws:kms:[^:]+:\d+:(?:key\/)?(.+)$/.exec(name)?.[1] ?? name;
    const id = local.startsWith('alias/') ? this.#aliases.get(local) : local;
    const key = this.#keys.get(id ?? '');
    if (key === undefined || !name.startsWith('arn:')) return key;
    const prefix = key.arn.slice(0, key.arn.indexOf(':key/') + 1);
    return name.startsWith(prefix) ? key : undefined;
  }

  /**
   * The key, once its policy and its state let the caller use it.
   * The key policy must allow: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
   * @throws AwsError `NotFoundException`, `AccessDeniedException`, `DisabledException`.
   */
  use({ keyArn, action, caller, context }: KeyUse): KmsKey {
    const key = this.authorize({ keyArn, action, caller, ...(context && { context }) });
    if (!key.enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
    return key;
  }

  /** The same for the operations that a disabled key still answers (`DescribeKey`, `GetPublicKey` excepted). */
  authorize({ keyArn, action, caller, context }: KeyUse): KmsKey {
    const key = this.find(keyArn);
    const alias = /(?:^|:)(alias\/.+)$/.exec(keyArn)?.[1];
    this.#access.require({
      caller,
      action,
      resource: key.arn,
      resourcePolicy: key.policy,
      mode: 'key',
      // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
      context: {
        'kms:CallerAccount': this.#account,
        'kms:KeySpec': key.material.spec,
        'kms:KeyUsage': key.usage,
        'kms:KeyOrigin': 'AWS_KMS',
        'kms:MultiRegion': 'false',
        ...(alias === undefined ? {} : { 'kms:RequestAlias': alias }),
        'kms:ResourceAliases': [...this.#aliases]
          .filter(([, id]) => id === key.id)
          .map(([name]) => name),
        ...context,
      },
    });
    return key;
  }
}
