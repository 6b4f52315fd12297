/**
 * The operations that tell of policies: GetPolicy, ListPolicies, GetPolicyVersion, ListPolicyVersions. Policies come
 * from the template only, so each has one version.
 */
import * as z from 'zod';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { ThingPolicies, ThingPolicy } from '../policies/policies.ts';
import { booleanText, notFound, type RestOperation, restOperation } from './operation.ts';
import { pageOf, pageSize, pageToken } from './page.ts';

export const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/);

export function policyOperations(
  context: CloudContext,
  policies: ThingPolicies,
  arns: IotArns,
): RestOperation[] {
  const find = (name: string): ThingPolicy => {
    const policy = policies.get(name);
    if (policy === undefined) throw notFound(`Policy not found: ${name}`);
    return policy;
  };
  const resource = (input: { policyName: string }) => arns.policy(input.policyName);

  return [
    restOperation(context, {
      name: 'GetPolicy',
      route: 'GET /policies/{policyName}',
      input: z.strictObject({ policyName }),
      resource,
      run({ policyName: name }) {
        return { ...described(find(name)), defaultVersionId: VERSION };
      },
    }),

    restOperation(context, {
      name: 'GetPolicyVersion',
      route: 'GET /policies/{policyName}/version/{policyVersionId}',
      input: z.strictObject({ policyName, policyVersionId: z.string().regex(/^[0-9]+$/) }),
      resource,
      run({ policyName: name, policyVersionId }) {
        const policy = find(name);
        if (policyVersionId !== VERSION)
          throw notFound(`Policy version not found: ${name}, ${policyVersionId}`);
        return { ...described(policy), policyVersionId, isDefaultVersion: true };
      },
    }),

    restOperation(context, {
      name: 'ListPolicyVersions',
      route: 'GET /policies/{policyName}/version',
      input: z.strictObject({ policyName }),
      resource,
      run({ policyName: name }) {
        const { createdAt } = find(name);
        const only = { versionId: VERSION, isDefaultVersion: true, createDate: createdAt / 1000 };
        return { policyVersions: [only] };
      },
    }),

    restOperation(context, {
      name: 'ListPolicies',
      route: 'GET /policies',
      input: z.strictObject({
        pageSize,
        marker: pageToken,
        isAscendingOrder: booleanText.default(false),
      }),
      resource: () => '*',
      run({ pageSize: size, marker, isAscendingOrder }) {
        const oldestFirst = [...policies.values()].map(({ name, arn }) => ({
          policyName: name,
          policyArn: arn,
        }));
        const all = isAscendingOrder ? oldestFirst : oldestFirst.toReversed();
        const { entries, next } = pageOf(all, size, marker);
        return { policies: entries, nextMarker: next };
      },
    }),
  ];
}

const VERSION = '1';

const described = ({ name, arn, document, createdAt }: ThingPolicy) => ({
  policyName: name,
  policyArn: arn,
  policyDocument: JSON.stringify(document),
  creationDate: createdAt / 1000,
  lastModifiedDate: createdAt / 1000,
});
