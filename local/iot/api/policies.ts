/** The operations that tell of policies: GetPolicy, ListPolicies. Policies come from the template only. */
import * as z from 'zod';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { ThingPolicies } from '../policies/policies.ts';
import { booleanText, notFound, type RestOperation, restOperation } from './operation.ts';
import { pageOf, pageSize, pageToken } from './page.ts';

export const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/);

export function policyOperations(
  context: CloudContext,
  policies: ThingPolicies,
  arns: IotArns,
): RestOperation[] {
  return [
    restOperation(context, {
      name: 'GetPolicy',
      route: 'GET /policies/{policyName}',
      input: z.strictObject({ policyName }),
      resource: (input) => arns.policy(input.policyName),
      run({ policyName: name }) {
        const policy = policies.get(name);
        if (policy === undefined) throw notFound(`Policy not found: ${name}`);
        return {
          policyName: name,
          policyArn: policy.arn,
          policyDocument: JSON.stringify(policy.document),
          defaultVersionId: '1',
          creationDate: policy.createdAt / 1000,
          lastModifiedDate: policy.createdAt / 1000,
        };
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
