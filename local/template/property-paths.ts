/** Which properties a resource type reads and which it merely accepts, as far down as its schema goes. */
import * as z from 'zod';
import type { ResourceType } from '../part.ts';

export interface PropertyPaths {
  /** `Code.S3Key`, `Replicas[].Region`; `Variables.*` where the template chooses the names. */
  readonly hosted: readonly string[];
  readonly inert: readonly string[];
}

type Found = Map<string, 'hosted' | 'inert'>;

/** Read off the strict schema, so that the list cannot differ from what is accepted at start. */
export function propertyPaths({ properties, inert }: ResourceType): PropertyPaths {
  const found: Found = new Map();
  collect(properties, '', found);
  const of = (kind: 'hosted' | 'inert') =>
    [...found].filter(([path, is]) => path !== '' && is === kind).map(([path]) => path);
  return { hosted: of('hosted').sort(), inert: [...inert, ...of('inert')].sort() };
}

/** A policy is written down once for all types: it is the only object with these members. */
const isPolicy = (shape: object) => ['Version', 'Statement'].every((name) => name in shape);

function collect(schema: z.core.$ZodType, path: string, found: Found): void {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject && !isPolicy(inner.shape)) {
    for (const [name, member] of Object.entries(inner.shape))
      collect(member, path === '' ? name : `${path}.${name}`, found);
  } else if (inner instanceof z.ZodArray) collect(inner.element, `${path}[]`, found);
  else if (inner instanceof z.ZodRecord) collect(inner.valueType, `${path}.*`, found);
  // A choice of objects has the members of all; of an object and a text it has the object's.
  else if (inner instanceof z.ZodUnion && path.split('.').length < DEEPEST)
    for (const option of inner.options) collect(option, path, found);
  else if (found.get(path) !== 'hosted')
    found.set(path, inner instanceof z.ZodUnknown ? 'inert' : 'hosted');
}

/** JSON of any shape refers to itself. */
const DEEPEST = 8;

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  )
    return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}
