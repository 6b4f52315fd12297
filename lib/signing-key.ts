/** A key that signs, and the only identity that may sign with it. */
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  type IRole,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { pin } from './pin.ts';
import { allow, type Use } from './use.ts';

/** What the account may hand out through IAM. `kms:Sign` is not among it. */
export const KEY_ADMINISTRATION = [
  'kms:DescribeKey',
  'kms:GetPublicKey',
  'kms:GetKeyPolicy',
  'kms:ListKeyPolicies',
  'kms:GetKeyRotationStatus',
  'kms:PutKeyPolicy',
  'kms:ListResourceTags',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
  'kms:EnableKey',
  'kms:DisableKey',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
];

export interface SigningKeyProps {
  readonly logicalId: string;
  readonly description: string;
  /** Who may sign; nobody for a key that only stands by. */
  readonly signer?: IRole;
}

/**
 * ECC_NIST_P256, as ES256 wants. Its key policy names the signer, so no policy in IAM can make another one:
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export class SigningKey extends Construct {
  readonly #key: Key;

  constructor(scope: Construct, id: string, { logicalId, description, signer }: SigningKeyProps) {
    super(scope, id);
    const everywhere = { resources: ['*'] };
    this.#key = pin(
      new Key(this, 'Key', {
        description,
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: RemovalPolicy.RETAIN,
        policy: new PolicyDocument({
          statements: [
            new PolicyStatement({
              ...everywhere,
              principals: [new AccountRootPrincipal()],
              actions: KEY_ADMINISTRATION,
            }),
            ...(signer
              ? [
                  new PolicyStatement({
                    ...everywhere,
                    principals: [signer],
                    actions: ['kms:Sign'],
                  }),
                ]
              : []),
          ],
        }),
      }),
      logicalId,
    );
  }

  allowing(...actions: readonly ('Sign' | 'GetPublicKey')[]): Use {
    return { value: this.#key.keyArn, statements: [allow('kms', actions, this.#key.keyArn)] };
  }
}

/** The role of the one function that uses a key. It lives beside its key, which names it. */
export function signerRole(scope: Construct, id: string, description: string): Role {
  return new Role(scope, id, {
    description,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
}
