/** Secrets on disk (0600): made once, found again at each start by their place in the template. */
import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { readJsonFile } from '../disk/read-json-file.ts';
import { replaceFile } from '../disk/replace-file.ts';
import type { PolicyDocument } from '../iam/access.ts';

const stored = z.strictObject({
  suffix: z.string(),
  versionId: z.uuid(),
  createdAt: z.number(),
  value: z.string(),
  /** Whether the value was generated, so that it stays; one from the template follows the template. */
  generated: z.boolean(),
});

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly kmsKeyId: string | undefined;
  readonly versionId: string;
  /** Epoch milliseconds on the cloud's clock. */
  readonly createdAt: number;
  readonly value: string;
  /** Set by AWS::SecretsManager::ResourcePolicy. */
  policy: PolicyDocument | undefined;
}

/** The kept value, or a new version when there is none or the template's own text changed. */
export function keepSecret(
  path: string,
  wanted: { readonly text: string } | { readonly generate: () => string },
  now: number,
): z.infer<typeof stored> {
  const found = readJsonFile(path, stored);
  const generated = 'generate' in wanted;
  if (found !== undefined && (generated ? found.generated : found.value === wanted.text))
    return found;
  const made = {
    // Six random characters end a secret's ARN.
    suffix: found?.suffix ?? randomBytes(12).toString('base64').replace(/[+/]/g, 'x').slice(0, 6),
    versionId: randomUUID(),
    createdAt: now,
    value: generated ? wanted.generate() : wanted.text,
    generated,
  };
  replaceFile(path, JSON.stringify(made));
  return made;
}

export class Secrets {
  readonly #byArn = new Map<string, Secret>();

  add(secret: Secret): void {
    this.#byArn.set(secret.arn, secret);
  }

  get all(): readonly Secret[] {
    return [...this.#byArn.values()];
  }

  /** By name, ARN, or ARN without its six last characters. @throws AwsError `ResourceNotFoundException`. */
  find(id: string): Secret {
    const secret = this.lookUp(id);
    if (secret !== undefined) return secret;
    throw new AwsError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  }

  lookUp(id: string): Secret | undefined {
    return (
      this.#byArn.get(id) ??
      [...this.#byArn.values()].find(({ arn, name }) => name === id || arn.slice(0, -7) === id)
    );
  }
}
