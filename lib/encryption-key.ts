/** A key that encrypts. Its policy names each action: the account hands them out through IAM, and no others. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { KEY_ADMINISTRATION } from './signing-key.ts';

/** What holders of data do, by themselves or through the services that keep it for them. */
const USE = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];

/**
 * DynamoDB works by grants, which whoever makes a table gives it:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const GRANTS = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant', 'kms:RetireGrant'];

const ROTATION = ['kms:EnableKeyRotation', 'kms:DisableKeyRotation', 'kms:ListKeyRotations'];

export interface EncryptionKeyProps {
  readonly description: string;
  readonly removalPolicy?: RemovalPolicy;
}

export const encryptionKey = (scope: Construct, id: string, props: EncryptionKeyProps): Key =>
  new Key(scope, id, {
    ...props,
    enableKeyRotation: true,
    policy: new PolicyDocument({
      statements: [
        new PolicyStatement({
          principals: [new AccountRootPrincipal()],
          actions: [...KEY_ADMINISTRATION, ...ROTATION, ...USE, ...GRANTS],
          // In a key policy: this key.
          resources: ['*'],
        }),
      ],
    }),
  });
