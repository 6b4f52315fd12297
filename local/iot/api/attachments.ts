/** The operations that attach policies and things to certificates, and that tell what is attached. */
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { ThingPolicies } from '../policies/policies.ts';
import type { Registry } from '../registry/registry.ts';
import { booleanText, notFound, type RestOperation, restOperation } from './operation.ts';
import { pageOf, pageSize, pageToken } from './page.ts';
import { policyName } from './policies.ts';
import { thingName } from './things.ts';

/** "Maximum number of policies that can be attached to a certificate" */
const MOST_POLICIES = 10;

/** Only certificates are attached to: thing groups and Cognito identities are not hosted. */
const target = z.string().regex(/^arn:aws:iot:.*:cert\/[a-f0-9]{64}$/);

/** The one kind of attachment that is hosted: a certificate may be several things'. */
const SHARED = 'NON_EXCLUSIVE_THING';
const attachmentType = z.enum(['EXCLUSIVE_THING', SHARED]).exactOptional();
const isOfType =
  (wanted: string | undefined) =>
  ({ thingPrincipalType }: { thingPrincipalType: string }) =>
    wanted === undefined || wanted === thingPrincipalType;

const markedPage = { pageSize, marker: pageToken, isAscendingOrder: booleanText.default(false) };
const tokenPage = { maxResults: pageSize, nextToken: pageToken };

export function attachmentOperations(
  context: CloudContext,
  registry: Registry,
  policies: ThingPolicies,
  arns: IotArns,
): RestOperation[] {
  /** @throws AwsError `ResourceNotFoundException`. */
  const certificateIdOf = (arn: string): string => {
    const id = arns.certificateIdIn(arn);
    if (id === undefined || !registry.certificates.has(id))
      throw notFound(`Certificate ${arn} does not exist`);
    return id;
  };
  const requirePolicy = (name: string) => {
    if (!policies.has(name)) throw notFound(`Policy not found: ${name}`);
  };
  const requireThing = (name: string) => {
    if (!registry.things.has(name)) throw notFound(`Thing ${name} not found`);
  };
  const policiesOf = (arn: string) =>
    registry.policiesOf(certificateIdOf(arn)).map((name) => ({
      policyName: name,
      policyArn: arns.policy(name),
    }));
  const ofTarget = (input: { target: string }) => input.target;
  const thingAndPrincipal = z.strictObject({ thingName, principal: target });
  const principalPermission = {
    resource: (input: { principal: string }) => input.principal,
    keys: (input: { thingName: string }) => ({ 'iot:thingArn': arns.thing(input.thingName) }),
  };

  return [
    restOperation(context, {
      name: 'AttachPolicy',
      route: 'PUT /target-policies/{policyName}',
      input: z.strictObject({ policyName, target }),
      resource: ofTarget,
      async run(input) {
        requirePolicy(input.policyName);
        const certificateId = certificateIdOf(input.target);
        const others = registry
          .policiesOf(certificateId)
          .filter((name) => name !== input.policyName);
        if (others.length >= MOST_POLICIES)
          throw new AwsError(
            'LimitExceededException',
            `at most ${MOST_POLICIES} policies are attached to a certificate`,
            { status: 410 },
          );
        await registry.apply({
          entry: 'policy-attached',
          policyName: input.policyName,
          certificateId,
        });
        return {};
      },
    }),

    restOperation(context, {
      name: 'DetachPolicy',
      route: 'POST /target-policies/{policyName}',
      input: z.strictObject({ policyName, target }),
      resource: ofTarget,
      async run(input) {
        const certificateId = certificateIdOf(input.target);
        await registry.apply({
          entry: 'policy-detached',
          policyName: input.policyName,
          certificateId,
        });
        return {};
      },
    }),

    restOperation(context, {
      name: 'ListAttachedPolicies',
      route: 'POST /attached-policies/{target+}',
      input: z.strictObject({
        target,
        recursive: booleanText.default(false),
        pageSize,
        marker: pageToken,
      }),
      resource: ofTarget,
      run(input) {
        const { entries, next } = pageOf(policiesOf(input.target), input.pageSize, input.marker);
        return { policies: entries, nextMarker: next };
      },
    }),

    restOperation(context, {
      // Deprecated for ListAttachedPolicies, and still answered.
      name: 'ListPrincipalPolicies',
      route: 'GET /principal-policies',
      input: z.strictObject({ principal: target, ...markedPage }),
      resource: () => '*',
      run(input) {
        const oldestFirst = policiesOf(input.principal);
        const all = input.isAscendingOrder ? oldestFirst : oldestFirst.toReversed();
        const { entries, next } = pageOf(all, input.pageSize, input.marker);
        return { policies: entries, nextMarker: next };
      },
    }),

    restOperation(context, {
      name: 'ListTargetsForPolicy',
      route: 'POST /policy-targets/{policyName}',
      input: z.strictObject({ policyName, pageSize, marker: pageToken }),
      resource: (input) => arns.policy(input.policyName),
      run(input) {
        requirePolicy(input.policyName);
        const all = registry.targetsOf(input.policyName).map(arns.certificate);
        const { entries, next } = pageOf(all, input.pageSize, input.marker);
        return { targets: entries, nextMarker: next };
      },
    }),

    restOperation(context, {
      // Deprecated for ListTargetsForPolicy, and still answered.
      name: 'ListPolicyPrincipals',
      route: 'GET /policy-principals',
      input: z.strictObject({ policyName, ...markedPage }),
      resource: (input) => arns.policy(input.policyName),
      run(input) {
        requirePolicy(input.policyName);
        const oldestFirst = registry.targetsOf(input.policyName).map(arns.certificate);
        const all = input.isAscendingOrder ? oldestFirst : oldestFirst.toReversed();
        const { entries, next } = pageOf(all, input.pageSize, input.marker);
        return { principals: entries, nextMarker: next };
      },
    }),

    restOperation(context, {
      name: 'AttachThingPrincipal',
      route: 'PUT /things/{thingName}/principals',
      input: thingAndPrincipal.extend({
        thingPrincipalType: z.literal(SHARED).exactOptional(),
      }),
      ...principalPermission,
      async run(input) {
        requireThing(input.thingName);
        const certificateId = certificateIdOf(input.principal);
        await registry.apply({
          entry: 'principal-attached',
          thingName: input.thingName,
          certificateId,
        });
        return {};
      },
    }),

    restOperation(context, {
      name: 'DetachThingPrincipal',
      route: 'DELETE /things/{thingName}/principals',
      input: thingAndPrincipal,
      ...principalPermission,
      async run(input) {
        requireThing(input.thingName);
        const certificateId = certificateIdOf(input.principal);
        await registry.apply({
          entry: 'principal-detached',
          thingName: input.thingName,
          certificateId,
        });
        return {};
      },
    }),

    restOperation(context, {
      name: 'ListThingPrincipals',
      route: 'GET /things/{thingName}/principals',
      input: z.strictObject({ thingName, ...tokenPage }),
      resource: (input) => arns.thing(input.thingName),
      run(input) {
        requireThing(input.thingName);
        const all = registry.principalsOf(input.thingName).map(arns.certificate);
        const { entries, next } = pageOf(all, input.maxResults, input.nextToken);
        return { principals: entries, nextToken: next };
      },
    }),

    restOperation(context, {
      name: 'ListThingPrincipalsV2',
      action: 'ListThingPrincipals',
      route: 'GET /things/{thingName}/principals-v2',
      input: z.strictObject({ thingName, ...tokenPage, thingPrincipalType: attachmentType }),
      resource: (input) => arns.thing(input.thingName),
      run(input) {
        requireThing(input.thingName);
        const all = registry
          .principalsOf(input.thingName)
          .map((id) => ({ principal: arns.certificate(id), thingPrincipalType: SHARED }))
          .filter(isOfType(input.thingPrincipalType));
        const { entries, next } = pageOf(all, input.maxResults, input.nextToken);
        return { thingPrincipalObjects: entries, nextToken: next };
      },
    }),

    restOperation(context, {
      name: 'ListPrincipalThings',
      route: 'GET /principals/things',
      input: z.strictObject({ principal: target, ...tokenPage }),
      resource: (input) => input.principal,
      run(input) {
        const all = registry.thingsOf(certificateIdOf(input.principal));
        const { entries, next } = pageOf(all, input.maxResults, input.nextToken);
        return { things: entries, nextToken: next };
      },
    }),

    restOperation(context, {
      name: 'ListPrincipalThingsV2',
      action: 'ListPrincipalThings',
      route: 'GET /principals/things-v2',
      input: z.strictObject({
        principal: target,
        ...tokenPage,
        thingPrincipalType: attachmentType,
      }),
      resource: (input) => input.principal,
      run(input) {
        const all = registry
          .thingsOf(certificateIdOf(input.principal))
          .map((name) => ({ thingName: name, thingPrincipalType: SHARED }))
          .filter(isOfType(input.thingPrincipalType));
        const { entries, next } = pageOf(all, input.maxResults, input.nextToken);
        return { principalThingObjects: entries, nextToken: next };
      },
    }),
  ];
}
