/** The IAM part: roles and policies of the template, the keys of their sessions, and the decision on every call. */
import { AwsError } from '../aws/error.ts';
import type { Part } from '../part.ts';
import type { Access, PolicyDocument } from './access.ts';
import { AWS_MANAGED_POLICIES } from './aws-managed.ts';
import type { Credentials } from './credentials.ts';
import { decideForCaller } from './evaluate.ts';
import { createAccess } from './evaluator.ts';
import { GrantUse, type RoleGrant } from './grant-use.ts';
import { createRoles } from './roles.ts';
import { createCredentials } from './sessions.ts';

/**
 * Whether a role of the template trusts an AWS service (`states.amazonaws.com`), which acts for `sourceArn` where it
 * says for what it acts. @throws AwsError `NoSuchEntity` for another role.
 */
export type CanAssume = (roleArn: string, servicePrincipal: string, sourceArn?: string) => boolean;

export interface Iam extends Part {
  readonly access: Access;
  readonly credentials: Credentials;
  readonly canAssume: CanAssume;
  /** All that roles of the template may do, and whether a call has needed it. */
  grants(): readonly RoleGrant[];
}

/** Made before all other parts: their context needs its `access`. `now` is the cloud's time. */
export function createIam(options: { account: string; region: string; now: () => number }): Iam {
  const { account } = options;
  const managed = new Map<string, PolicyDocument>(Object.entries(AWS_MANAGED_POLICIES));
  const roles = createRoles({ account, managed });
  const grantUse = new GrantUse();
  return {
    name: 'iam',
    signingNames: [],
    resources: roles.resources,
    access: createAccess({ ...options, policiesOf: roles.policiesOf, grantUse }),
    credentials: createCredentials(account),
    grants: () =>
      roles
        .all()
        .flatMap(({ name, policies }) =>
          policies.flatMap(({ Statement }) =>
            Statement.flatMap((statement) => grantUse.grantsOf(name, statement)),
          ),
        ),
    canAssume(roleArn, servicePrincipal, sourceArn) {
      const trust = roles.trustOf(roleArn);
      if (trust === undefined)
        throw new AwsError('NoSuchEntity', `no role ${roleArn} in the template`, { status: 404 });
      const caller = {
        kind: 'service',
        principal: servicePrincipal,
        sourceArn: sourceArn ?? '',
      } as const;
      const keys = new Map([['aws:sourceaccount', [account]]]);
      if (sourceArn !== undefined) keys.set('aws:sourcearn', [sourceArn]);
      const question = { action: 'sts:AssumeRole', resource: roleArn, keys };
      return decideForCaller(trust, question, caller).decision === 'allow';
    },
  };
}
