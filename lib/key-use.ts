/** Encryption keys as functions use them: through the service that keeps the data, never by themselves. */
import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { allow } from './use.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
export function throughService(
  scope: IConstruct,
  key: Pick<IKey, 'keyArn'>,
  service: 'dynamodb' | 's3' | 'sns',
  actions: readonly ('Decrypt' | 'GenerateDataKey')[],
): PolicyStatement {
  const { region, urlSuffix } = Stack.of(scope);
  return allow('kms', actions, key.keyArn, {
    StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` },
  });
}
