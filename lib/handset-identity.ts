/** What a handset's certificate allows it. Every certificate in the field holds on to this policy by its name. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy } from 'aws-cdk-lib/aws-iot';
import { Construct, type IConstruct } from 'constructs';
import { handsetPolicyStatements, iotArn } from './handset-topics.ts';
import { allow, plain, type Use } from './use.ts';

/**
 * May end certificates. AWS has no right that only takes away: it is on every status of a certificate.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
 */
export const revokeCertificates = (scope: IConstruct): PolicyStatement =>
  allow('iot', ['UpdateCertificate'], iotArn(scope, 'cert/*'));

export class HandsetIdentity extends Construct {
  readonly #policy: CfnPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#policy = new CfnPolicy(this, 'Policy', {
      policyDocument: new PolicyDocument({ statements: handsetPolicyStatements(this) }),
    });
    this.#policy.overrideLogicalId('HandsetPolicy');
    this.#policy.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** The policy's name. Attaching it is a right on the certificate, not on the policy. */
  get policy(): Use {
    return plain(this.#policy.ref);
  }
}
