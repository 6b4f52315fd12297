import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { hostedTypes } from '#local/hosted-types.ts';
import type { ResourceType } from '#local/part.ts';
import { readAssembly, type Stack } from '#local/template/assembly.ts';
import { INERT_TYPES } from '#local/template/inert.ts';
import { inertTypes } from '#local/template/inert-resource.ts';
import { planStacks } from '#local/template/plan.ts';
import { TemplateError } from '#local/template/problem.ts';
import { type PropertyPaths, propertyPaths } from '#local/template/property-paths.ts';
import { makeApp } from '../lib/synthesized.ts';

/** A place in a template: `Statement`, then `0`, then `Effect`. */
type Place = readonly string[];

interface Found {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: unknown;
}

const PLACE = { account: '000000000000', region: 'ap-northeast-1' };
const EDGE = {
  ApiDomain: '127.0.0.1:3',
  OriginSecret: 'b'.repeat(43),
  SignInIssuer: 'http://127.0.0.1:1',
  SignInClientId: 'pages',
  SignInOrigins: 'http://127.0.0.1:1',
};
const PARAMETERS = {
  'RemoteWipe-Service': {
    TokenIssuer: 'http://127.0.0.1:1',
    TokenAudience: 'api',
    PageOrigin: 'http://127.0.0.1:2',
    ConsoleOrigin: 'http://127.0.0.1:4',
    OriginDigests: 'a'.repeat(64),
    SenderAddress: 'wipe@example.com',
    OperationsAddress: 'operations@example.com',
    ApproverAddress: 'approvers@example.com',
    PushApplicationArn: 'arn:aws:sns:ap-northeast-1:000000000000:app/GCM/handsets',
  },
  'RemoteWipe-Edge': EDGE,
  'RemoteWipe-Console': EDGE,
};

/** The service with an issuer of its own, which the local cloud has not: then every resource is in force. */
const ALL_IN_FORCE = {
  ...PARAMETERS,
  'RemoteWipe-Service': { ...PARAMETERS['RemoteWipe-Service'], TokenIssuer: '' },
};

/** Types that are hosted. */
let types: ReadonlyMap<string, ResourceType>;
/** And those that are inert. */
let accepted: ReadonlyMap<string, ResourceType>;
let stacks: readonly Stack[];
let resources: readonly Found[];
let remove = () => {};

beforeAll(async () => {
  types = new Map((await hostedTypes()).map((type) => [type.type, type]));
  accepted = new Map([...inertTypes(PLACE).map((type) => [type.type, type] as const), ...types]);
  const made = makeApp();
  remove = made.remove;
  stacks = readAssembly(made.app.synth().directory).stacks;
  resources = stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources).map(([logicalId, { Type, Properties = {} }]) => ({
      stack: name,
      logicalId,
      type: Type,
      properties: Properties,
    })),
  );
});
afterAll(() => remove());

const members = z.record(z.string(), z.unknown());
const isIntrinsic = (value: object) => {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name !== undefined && /^(Ref|Condition|Fn::\w+)$/.test(name);
};

/** Every object and every value below a value, with its place; what an intrinsic function makes is a value. */
function* placesIn(
  value: unknown,
  place: Place = [],
): Generator<{ place: Place; object: boolean }> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* placesIn(each, [...place, String(index)]);
    return;
  }
  const object = typeof value === 'object' && value !== null && !isIntrinsic(value);
  yield { place, object };
  if (object)
    for (const [name, inner] of Object.entries(members.parse(value)))
      yield* placesIn(inner, [...place, name]);
}

/** `Policies[].PolicyName` for the place `Policies`, `0`, `PolicyName`. */
const pathOf = (place: Place) =>
  place
    .map((step, index) => (/^\d+$/.test(step) ? '[]' : `${index === 0 ? '' : '.'}${step}`))
    .join('');

const known = new Map<ResourceType, PropertyPaths>();
function pathsOf(type: ResourceType): PropertyPaths {
  const paths = known.get(type) ?? propertyPaths(type);
  known.set(type, paths);
  return paths;
}

/** Whether a listed path is this path or one above it. */
function covers(listed: string, path: string): boolean {
  const pattern = listed.replace(/[.[\]]/g, '\\$&').replaceAll('*', '[^.[\\]]+');
  return new RegExp(`^${pattern}(?=$|[.[])`).test(path);
}

/** Which of the three lists a property is in. */
function listOf(type: ResourceType, path: string): 'hosted' | 'inert' | 'refused' | 'both' {
  const { hosted, inert } = pathsOf(type);
  const [read, accepted] = [hosted, inert].map((paths) => paths.some((each) => covers(each, path)));
  if (read === true) return accepted === true ? 'both' : 'hosted';
  return accepted === true ? 'inert' : 'refused';
}

/** Every problem that a start would name. */
function problemsOf(changed: readonly Stack[], parameters = PARAMETERS): string {
  try {
    planStacks(changed, { types: accepted, parameters, place: PLACE });
    return '';
  } catch (error) {
    if (error instanceof TemplateError) return error.problems.join('\n');
    throw error;
  }
}

describe('the templates of this service', () => {
  test('have resource types of exactly one list', () => {
    const strays = resources.filter(({ type }) => types.has(type) === type in INERT_TYPES);

    expect(strays.map(({ logicalId, type }) => `${logicalId} ${type}`)).toEqual([]);
    expect(resources.length).toBeGreaterThan(50);
  });

  test('have properties of exactly one list, at every depth', () => {
    const strays = resources.flatMap(({ logicalId, type, properties }) => {
      const hosted = types.get(type);
      if (hosted === undefined) return [];
      return [...placesIn(properties)]
        .filter(({ object }) => !object)
        .map(({ place }) => pathOf(place))
        .filter((path) => !['hosted', 'inert'].includes(listOf(hosted, path)))
        .map((path) => `${logicalId}.${path} is ${listOf(hosted, path)}`);
    });

    expect(strays).toEqual([]);
  });

  test('start as they are', () => {
    expect(problemsOf(stacks)).toBe('');
  });
});

/** The value with a member put into the object at a place. */
function withMember(value: unknown, place: Place, name: string): unknown {
  const [step, ...rest] = place;
  if (Array.isArray(value))
    return value.map((each, index) =>
      String(index) === step ? withMember(each, rest, name) : each,
    );
  const fields = members.parse(value);
  return step === undefined
    ? { ...fields, [name]: 'x' }
    : { ...fields, [step]: withMember(fields[step], rest, name) };
}

/** Whether a member of any name may stand in this object: below what is inert, and where names are the template's. */
function isFree(type: ResourceType, place: Place): boolean {
  const path = pathOf(place);
  const { hosted, inert } = pathsOf(type);
  return (
    inert.some((each) => covers(each, path)) ||
    hosted.some((each) => each.includes('*') && covers(each.slice(0, each.indexOf('.*')), path))
  );
}

/** Functions behind custom resources that are hosted: they never run here, so they are inert. */
const isProvider = (logicalId: string) =>
  resources.some(
    ({ type, properties }) =>
      type.startsWith('Custom::') &&
      JSON.stringify(members.parse(properties)['ServiceToken']).includes(`"${logicalId}"`),
  );

test('an unknown member of any object of a template is refused by its name', () => {
  const rounds = resources.map(({ logicalId, type, properties }) => {
    const hosted = isProvider(logicalId) ? undefined : types.get(type);
    const objects = [...placesIn(properties)].filter(({ object }) => object);
    return hosted === undefined ? [] : objects.filter(({ place }) => !isFree(hosted, place));
  });
  const missed: string[] = [];
  let tried = 0;

  // One place of every resource at once: each is refused for itself.
  for (let round = 0; rounds.some((places) => places.length > round); round++) {
    const changed = stacks.map((stack) => {
      const Resources = Object.entries(stack.template.Resources).map(([logicalId, resource]) => {
        const index = resources.findIndex(
          (each) => each.stack === stack.name && each.logicalId === logicalId,
        );
        const place = rounds[index]?.[round]?.place;
        const Properties = members.parse(
          place === undefined
            ? (resource.Properties ?? {})
            : withMember(resource.Properties, place, `Unknown${index}`),
        );
        return [logicalId, { ...resource, Properties }] as const;
      });
      return {
        ...stack,
        template: { ...stack.template, Resources: Object.fromEntries(Resources) },
      };
    });
    const problems = problemsOf(changed, ALL_IN_FORCE);
    for (const [index, places] of rounds.entries()) {
      const place = places[round]?.place;
      if (place === undefined) continue;
      tried += 1;
      if (!new RegExp(`\\bUnknown${index}\\b`).test(problems))
        missed.push(`${resources[index]?.type} ${pathOf(place)}`);
    }
  }

  expect([...new Set(missed)]).toEqual([]);
  expect(tried).toBeGreaterThan(200);
});
