/** The operations on things: CreateThing, DescribeThing, UpdateThing, DeleteThing, ListThings. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AwsError } from '../../aws/error.ts';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { Thing } from '../registry/entries.ts';
import type { Registry } from '../registry/registry.ts';
import {
  booleanText,
  invalidRequest,
  notFound,
  type RestOperation,
  restOperation,
} from './operation.ts';
import { pageOf, pageSize, pageToken } from './page.ts';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html; thing types and billing groups are not hosted. */
export const thingName = z.string().regex(/^[a-zA-Z0-9:_-]{1,128}$/);

const attributes = z.record(
  z.string().regex(/^[a-zA-Z0-9_.,@/:#-]{1,128}$/),
  z.string().regex(/^[a-zA-Z0-9_.,@/:#=[\]-]{0,800}$/),
);
/** For a thing without a thing type. */
const MOST_ATTRIBUTES = 3;

const version = z.coerce.number().int().exactOptional();

export function thingOperations(
  context: CloudContext,
  registry: Registry,
  arns: IotArns,
): RestOperation[] {
  const find = (name: string): Thing => {
    const thing = registry.things.get(name);
    if (thing === undefined) throw notFound(`Thing ${name} not found`);
    return thing;
  };
  const keep = async (thing: Thing) => {
    if (Object.keys(thing.attributes).length > MOST_ATTRIBUTES)
      throw invalidRequest(`a thing without a type has at most ${MOST_ATTRIBUTES} attributes`);
    await registry.apply({ entry: 'thing', thing });
  };
  const resource = (input: { thingName: string }) => arns.thing(input.thingName);
  const shown = ({ name, attributes, version }: Thing) => ({
    thingName: name,
    thingArn: arns.thing(name),
    attributes,
    version,
  });

  return [
    restOperation(context, {
      name: 'CreateThing',
      route: 'POST /things/{thingName}',
      input: z.strictObject({
        thingName,
        attributePayload: z.strictObject({ attributes: attributes.default({}) }).exactOptional(),
      }),
      resource,
      async run({ thingName: name, attributePayload }) {
        const wanted = withoutEmpty(attributePayload?.attributes ?? {});
        const found = registry.things.get(name);
        // "If this call is made multiple times using the same thing name and configuration, the call will succeed."
        if (found !== undefined && !isDeepStrictEqual(found.attributes, wanted))
          throw new AwsError(
            'ResourceAlreadyExistsException',
            `Thing ${name} already exists in account with different attributes`,
            { status: 409, detail: { resourceId: found.id, resourceArn: arns.thing(name) } },
          );
        const thing = found ?? { name, id: randomUUID(), attributes: wanted, version: 1 };
        // Written again if it is there: another call may not have it on disk yet.
        await keep(thing);
        return { thingName: name, thingArn: arns.thing(name), thingId: thing.id };
      },
    }),

    restOperation(context, {
      name: 'DescribeThing',
      route: 'GET /things/{thingName}',
      input: z.strictObject({ thingName }),
      resource,
      run({ thingName: name }) {
        const thing = find(name);
        return { ...shown(thing), thingId: thing.id, defaultClientId: name };
      },
    }),

    restOperation(context, {
      name: 'UpdateThing',
      route: 'PATCH /things/{thingName}',
      input: z.strictObject({
        thingName,
        attributePayload: z
          .strictObject({ attributes: attributes.default({}), merge: z.boolean().default(false) })
          .exactOptional(),
        expectedVersion: version,
      }),
      resource,
      async run({ thingName: name, attributePayload, expectedVersion }) {
        const thing = find(name);
        checkVersion(thing, expectedVersion);
        if (attributePayload === undefined) return {};
        const { attributes: given, merge } = attributePayload;
        const next = withoutEmpty(merge ? { ...thing.attributes, ...given } : given);
        await keep({ ...thing, attributes: next, version: thing.version + 1 });
        return {};
      },
    }),

    restOperation(context, {
      name: 'DeleteThing',
      route: 'DELETE /things/{thingName}',
      input: z.strictObject({ thingName, expectedVersion: version }),
      resource,
      async run({ thingName: name, expectedVersion }) {
        // "Returns successfully with no error if the deletion was successful or you specify a thing that doesn't exist."
        const thing = registry.things.get(name);
        if (thing === undefined) return {};
        checkVersion(thing, expectedVersion);
        if (registry.principalsOf(name).length > 0)
          throw invalidRequest(
            `Cannot delete. Thing ${name} is still attached to one or more principals`,
          );
        await registry.apply({ entry: 'thing-gone', name });
        return {};
      },
    }),

    restOperation(context, {
      name: 'ListThings',
      route: 'GET /things',
      input: z.strictObject({
        maxResults: pageSize,
        nextToken: pageToken,
        attributeName: z.string().exactOptional(),
        attributeValue: z.string().exactOptional(),
        usePrefixAttributeValue: booleanText.default(false),
      }),
      resource: () => '*',
      run(input) {
        const {
          attributeName: name,
          attributeValue: value,
          usePrefixAttributeValue: prefix,
        } = input;
        const fits = ({ attributes }: Thing) => {
          if (name === undefined) return true;
          const actual = attributes[name];
          if (actual === undefined || value === undefined) return actual !== undefined;
          return prefix ? actual.startsWith(value) : actual === value;
        };
        const all = [...registry.things.values()].filter(fits).map(shown);
        const { entries, next } = pageOf(all, input.maxResults, input.nextToken);
        return { things: entries, nextToken: next };
      },
    }),
  ];
}

function checkVersion(thing: Thing, expected: number | undefined): void {
  if (expected === undefined || expected === thing.version) return;
  const message = `The version for thing ${thing.name} does not match the expected version.`;
  throw new AwsError('VersionConflictException', message, { status: 409 });
}

/** "To remove an attribute, call UpdateThing with an empty attribute value." */
function withoutEmpty(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
