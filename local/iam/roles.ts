/** The resource types AWS::IAM::Role, Policy and ManagedPolicy: what each role may do, and who may take it. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type ResourceType, resourceType } from '../part.ts';
import type { PolicyDocument } from './access.ts';
import { identityPolicy, trustPolicy } from './document.ts';
import { uniqueId } from './unique-id.ts';

interface Role {
  readonly trust: PolicyDocument;
  readonly policies: Map<string, PolicyDocument>;
}

export interface Roles {
  readonly resources: readonly ResourceType[];
  policiesOf(roleArn: string): Iterable<PolicyDocument>;
  /** The names of all roles, with their policies. */
  all(): { readonly name: string; readonly policies: readonly PolicyDocument[] }[];
  trustOf(roleArn: string): PolicyDocument | undefined;
}

const path = z.string().regex(/^\/(.*\/)?$/);

/** `managed` has the AWS managed policies by ARN; the template's own are added to it. */
export function createRoles({
  account,
  managed,
}: {
  account: string;
  managed: Map<string, PolicyDocument>;
}): Roles {
  const roles = new Map<string, Role>();
  const arnsByName = new Map<string, string>();
  const named = (name: string): Role => {
    const role = roles.get(arnsByName.get(name) ?? '');
    if (role === undefined)
      throw new AwsError('NoSuchEntity', `no role named ${name} in the template`, { status: 404 });
    return role;
  };

  const role = resourceType({
    type: 'AWS::IAM::Role',
    properties: z.strictObject({
      AssumeRolePolicyDocument: trustPolicy,
      ManagedPolicyArns: z.array(z.string()).exactOptional(),
      Policies: z
        .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: identityPolicy }))
        .exactOptional(),
      RoleName: z.string().max(64).exactOptional(),
      Path: path.exactOptional(),
    }),
    inert: ['Description', 'MaxSessionDuration', 'Tags'],
    async create({ properties, physicalName }) {
      const name = properties.RoleName ?? physicalName;
      const arn = `arn:aws:iam::${account}:role${properties.Path ?? '/'}${name}`;
      const policies = new Map<string, PolicyDocument>();
      for (const managedArn of properties.ManagedPolicyArns ?? []) {
        const document = managed.get(managedArn);
        if (document === undefined)
          throw new AwsError('NoSuchEntity', `the local cloud has no managed policy ${managedArn}`);
        policies.set(managedArn, document);
      }
      for (const inline of properties.Policies ?? [])
        policies.set(`inline/${inline.PolicyName}`, inline.PolicyDocument);
      roles.set(arn, { trust: properties.AssumeRolePolicyDocument, policies });
      arnsByName.set(name, arn);
      return { ref: name, attributes: { Arn: arn, RoleId: uniqueId('AROA', arn) } };
    },
  });

  const policy = resourceType({
    type: 'AWS::IAM::Policy',
    properties: z.strictObject({
      PolicyName: z.string(),
      PolicyDocument: identityPolicy,
      Roles: z.array(z.string()),
    }),
    inert: [],
    async create({ properties, physicalName }) {
      for (const name of properties.Roles)
        named(name).policies.set(`inline/${properties.PolicyName}`, properties.PolicyDocument);
      return { ref: properties.PolicyName, attributes: { Id: physicalName } };
    },
  });

  const managedPolicy = resourceType({
    type: 'AWS::IAM::ManagedPolicy',
    properties: z.strictObject({
      PolicyDocument: identityPolicy,
      ManagedPolicyName: z.string().exactOptional(),
      Path: path.exactOptional(),
      Roles: z.array(z.string()).exactOptional(),
    }),
    inert: ['Description', 'Tags'],
    async create({ properties, physicalName }) {
      const name = properties.ManagedPolicyName ?? physicalName;
      const arn = `arn:aws:iam::${account}:policy${properties.Path ?? '/'}${name}`;
      managed.set(arn, properties.PolicyDocument);
      for (const roleName of properties.Roles ?? [])
        named(roleName).policies.set(arn, properties.PolicyDocument);
      return { ref: arn, attributes: { PolicyArn: arn, PolicyId: uniqueId('ANPA', arn) } };
    },
  });

  return {
    resources: [role, policy, managedPolicy],
    policiesOf: (roleArn) => roles.get(roleArn)?.policies.values() ?? [],
    all: () =>
      [...arnsByName].map(([name, arn]) => {
        return { name, policies: [...(roles.get(arn)?.policies.values() ?? [])] };
      }),
    trustOf: (roleArn) => roles.get(roleArn)?.trust,
  };
}
