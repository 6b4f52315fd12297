/** Push wake-ups: the rights around a platform application, which exist only where a deployment has one. */
import { CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnPolicy, PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { NO_PUSH } from './parameters.ts';
import type { ServiceFunction } from './service-function.ts';
import { allow, plain, type Use } from './use.ts';

export class PushWakeUps extends Construct {
  readonly #application: string;
  readonly #exists: CfnCondition;

  constructor(scope: Construct, id: string, { application }: { application: string }) {
    super(scope, id);
    this.#application = application;
    this.#exists = new CfnCondition(this, 'Exists', {
      expression: Fn.conditionNot(Fn.conditionEquals(application, NO_PUSH)),
    });
  }

  /** The platform application's ARN, or that there is none. */
  get application(): Use {
    return plain(this.#application);
  }

  /** Lets a function make an endpoint of a handset's push token. */
  allowRegistering(by: ServiceFunction): void {
    this.#allow(by, allow('sns', ['CreatePlatformEndpoint'], this.#application));
  }

  /** Lets a function publish to any endpoint of the application. */
  allowWaking(by: ServiceFunction): void {
    // arn:aws:sns:region:account:app/GCM/name has endpoints arn:aws:sns:region:account:endpoint/GCM/name/id.
    const parts = Fn.split(':app/', this.#application);
    const endpoints = `${Fn.select(0, parts)}:endpoint/${Fn.select(1, parts)}/*`;
    this.#allow(by, allow('sns', ['Publish'], endpoints));
  }

  /** A bare resource: the function must not wait for a policy that may not exist. */
  #allow({ node, role }: ServiceFunction, statement: PolicyStatement): void {
    const policy = new CfnPolicy(this, node.id, {
      policyName: `PushWakeUps${node.id}`,
      policyDocument: new PolicyDocument({ statements: [statement] }),
      roles: [role.roleName],
    });
    policy.cfnOptions.condition = this.#exists;
  }
}
