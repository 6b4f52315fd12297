/** A key that makes message authentication codes, and the only identity that may have one made. */
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  type IRole,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { pin } from './pin.ts';
import { KEY_ADMINISTRATION } from './signing-key.ts';
import { allow, type Use } from './use.ts';

export interface MacKeyProps {
  readonly logicalId: string;
  readonly description: string;
  readonly maker: IRole;
}

/** HMAC_256. Its key policy names the maker, so no policy in IAM can make another one. */
export class MacKey extends Construct {
  readonly #key: Key;

  constructor(scope: Construct, id: string, { logicalId, description, maker }: MacKeyProps) {
    super(scope, id);
    const statement = (principal: IRole | AccountRootPrincipal, actions: string[]) =>
      // In a key policy: this key.
      new PolicyStatement({ principals: [principal], actions, resources: ['*'] });
    this.#key = pin(
      new Key(this, 'Key', {
        description,
        keySpec: KeySpec.HMAC_256,
        keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
        removalPolicy: RemovalPolicy.RETAIN,
        policy: new PolicyDocument({
          statements: [
            statement(
              new AccountRootPrincipal(),
              KEY_ADMINISTRATION.filter((action) => action !== 'kms:GetPublicKey'),
            ),
            statement(maker, ['kms:GenerateMac']),
          ],
        }),
      }),
      logicalId,
    );
  }

  /** Having codes made. */
  making(): Use {
    return {
      value: this.#key.keyArn,
      statements: [allow('kms', ['GenerateMac'], this.#key.keyArn)],
    };
  }
}
