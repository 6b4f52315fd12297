/** Holds a payload against a documented sample: the same members, types and formats at every level. */
import * as z from 'zod';

/** A documented sample as data. Paths are members with dots between, `[]` for the elements of an array. */
export const documented = z.strictObject({
  /** The pages that show it. */
  source: z.string().startsWith('https://'),
  /** Objects whose members the sender names. */
  maps: z.array(z.string()).default([]),
  /** Members that AWS leaves out in the case at hand, and why. */
  absent: z.record(z.string(), z.string()).default({}),
  sample: z.json(),
});
export type Documented = z.output<typeof documented>;

/** Formats that a text can have; what has none of them is plain text. */
const FORMATS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a UUID', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  ['a time with milliseconds', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ['a time in seconds', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ['a time of a log', /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/],
  ['a SHA-256', /^[0-9a-f]{64}$/],
  ['an MD5', /^[0-9a-f]{32}$/],
  ['eight bytes', /^[0-9a-f]{16}$/],
  ['digits', /^\d+$/],
  ['an IP address', /^\d+\.\d+\.\d+\.\d+$/],
  ['an https address', /^https:\/\//],
];

/** What a text looks like. ARNs are told apart by service and kind of resource. */
export function formatOf(text: string): string {
  const arn = /^arn:aws:([a-z]+):([a-z0-9-]*):(\d{12}):([a-z]+[:/])?/i.exec(text);
  if (arn !== null) return `an ARN of ${arn[1]} ${/^(sns|sqs)$/.test(arn[1] ?? '') ? '' : arn[4]}`;
  return FORMATS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';
}

/** Every place where the payload is not as documented; empty when it is. */
export function differences(payload: unknown, { sample, maps, absent }: Documented): string[] {
  const members = (actual: Members, expected: Members, place: string, named: boolean): string[] => {
    const inside = (name: string) => (place === '' ? name : `${place}.${name}`);
    const wanted = Object.keys(expected).filter((name) => !Object.hasOwn(absent, inside(name)));
    const [missing, common] = partition(wanted, (name) => !Object.hasOwn(actual, name));
    const unknown = Object.keys(actual).filter((name) => !wanted.includes(name));
    return [
      ...missing.map((name) => `${inside(name)} is missing`),
      ...unknown.map((name) => `${inside(name)} is not documented`),
      ...common.flatMap((name) => compare(actual[name], expected[name], inside(name), named)),
    ];
  };

  /** `named`: below a map, where a text is what the sender makes of it. */
  const compare = (actual: unknown, expected: unknown, place: string, named: boolean): string[] => {
    const here = place === '' ? 'the payload' : place;
    const [is, should] = [typeOf(actual, named), typeOf(expected, named)];
    if (is !== should) return [`${here} is ${is}, not ${should}`];
    if (Array.isArray(actual) && Array.isArray(expected)) {
      if ((actual.length === 0) !== (expected.length === 0)) return [`${here} differs in length`];
      return actual.flatMap((each) => compare(each, expected[0], `${place}[]`, named));
    }
    const [found, known] = [object.safeParse(actual).data, object.safeParse(expected).data];
    if (found === undefined || known === undefined) return [];
    if (!maps.includes(place)) return members(found, known, place, named);
    const [any] = Object.values(known);
    return Object.entries(found).flatMap(([name, value]) =>
      compare(value, any, `${place}.${name}`, true),
    );
  };

  return compare(payload, sample, '', false);
}

type Members = Readonly<Record<string, unknown>>;
const object = z.record(z.string(), z.unknown());

const partition = (
  names: readonly string[],
  test: (name: string) => boolean,
): [string[], string[]] => [names.filter(test), names.filter((name) => !test(name))];

/** The type, and of a text its format unless that is the sender's. */
function typeOf(value: unknown, named: boolean): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number';
  if (typeof value === 'string') return named ? 'text' : formatOf(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
