/** Small templates and resource types to provision them with. */
import * as z from 'zod';
import { type CreatedResource, type ResourceType, resourceType } from '#local/part.ts';
import type { Stack } from '#local/template/assembly.ts';
import { planStacks } from '#local/template/plan.ts';
import { provision } from '#local/template/provision.ts';
import { templateSchema } from '#local/template/template.ts';

export const place = { account: '000000000000', region: 'ap-northeast-1' };

/** A stack from a template literal. */
export function stackOf(template: unknown, name = 'records'): Stack {
  const templateText = JSON.stringify(template);
  const parsed = templateSchema.parse(template);
  return { name, template: parsed, templateText, tags: {}, isProtected: false };
}

/** `Test::Thing` accepts any `Value` and a `Size`; its `Ref` is its name, its `Arn` an ARN, its `Urls` a list. */
export function thingType(created: { logicalId: string; value: unknown }[] = []): ResourceType {
  return resourceType({
    type: 'Test::Thing',
    properties: z.strictObject({
      Value: z.unknown().optional(),
      Size: z.number().max(10).exactOptional(),
      Inner: z.strictObject({ Known: z.string() }).exactOptional(),
    }),
    inert: ['Tags'],
    async create({ logicalId, properties, physicalName }): Promise<CreatedResource> {
      created.push({ logicalId, value: properties.Value });
      return {
        ref: physicalName,
        attributes: { Arn: `arn:test:${logicalId}`, Urls: ['a', 'b'], 'Nested.Name': 'deep' },
      };
    },
  });
}

type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Plans and provisions stacks of things. */
export async function provisionThings(
  stacks: readonly Stack[],
  parameters: Parameters = {},
  more: readonly ResourceType[] = [],
) {
  const created: { logicalId: string; value: unknown }[] = [];
  const types = new Map([thingType(created), ...more].map((type) => [type.type, type]));
  const provisioned = await provision(planStacks(stacks, { types, parameters, place }));
  const values = Object.fromEntries(created.map(({ logicalId, value }) => [logicalId, value]));
  return { ...provisioned, created: created.map(({ logicalId }) => logicalId), values };
}
