/** The KMS part: keys that never leave this cloud's folder, and the key policies that say who may use them. */
import { answerJson } from '../aws/json-operations.ts';
import type { PolicyDocument } from '../iam/access.ts';
import type { CloudContext, Part } from '../part.ts';
import { encryptingOperations } from './encrypting.ts';
import { KeyRing, type KeyUse } from './key-ring.ts';
import { listingOperations } from './listing.ts';
import { macOperations } from './mac.ts';
import { kmsResources } from './resources.ts';
import { signingOperations } from './signing.ts';

export interface Kms extends Part {
  /** The key policy, or `undefined` for a key that this cloud does not have. Takes ids and aliases too. */
  policyOf(keyArn: string): PolicyDocument | undefined;
  /**
   * The check behind whatever is encrypted under a key (a table, a topic, a queue).
   * @throws AwsError `NotFoundException`, `AccessDeniedException`, `DisabledException`.
   */
  requireUse(use: KeyUse): void;
}

export function createKms(context: CloudContext): Kms {
  const ring = new KeyRing(context.access, context.account);
  const operations = {
    ...signingOperations(ring),
    ...encryptingOperations(ring),
    ...macOperations(ring),
    ...listingOperations(context, ring),
  };
  return {
    name: 'kms',
    signingNames: ['kms'],
    resources: kmsResources(context, ring),
    handle: (call) => answerJson(operations, call),
    policyOf: (keyArn) => ring.lookUp(keyArn)?.policy,
    requireUse: (use) => {
      ring.use(use);
    },
  };
}
