/** Reads the AWS Query protocol's flattened lists and maps: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
import * as z from 'zod';
import { AwsError } from './error.ts';

type Tree = { [name: string]: Tree | string };

/** Fields like `MessageAttributes.entry.1.Name=a` as a tree of their dotted names. */
export function fieldTree(fields: Readonly<Record<string, string>>): Tree {
  const root: Tree = Object.create(null);
  for (const [path, value] of Object.entries(fields)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let branch = root;
    for (const name of names) {
      const next = branch[name];
      if (typeof next === 'object') branch = next;
      else {
        const made: Tree = Object.create(null);
        branch[name] = made;
        branch = made;
      }
    }
    branch[last] = value;
  }
  return root;
}

/** A map as the Query protocol writes it: `entry.1.{key}` and `entry.1.{value}`, in order. */
export function entries<Value>(names: { key: string; value: string }, value: z.ZodType<Value>) {
  const entry = z.strictObject({ [names.key]: z.string(), [names.value]: z.unknown() });
  return z
    .strictObject({ entry: z.record(z.string(), entry) })
    .transform(({ entry: numbered }) => {
      const pairs = Object.values(numbered).map((each) => [each[names.key], each[names.value]]);
      return Object.fromEntries(pairs);
    })
    .pipe(z.record(z.string(), value));
}

/** A list as the Query protocol writes it: `member.1`, `member.2`, in order; nothing at all for an empty one. */
export function memberList<Value>(value: z.ZodType<Value>) {
  const numbered = z
    .strictObject({ member: z.record(z.string(), value) })
    .transform(({ member }) => Object.values(member));
  return z.union([z.literal('').transform((): Value[] => []), numbered]);
}

/** @throws AwsError `code`, naming what the schema refuses. */
export function parseFields<Output>(
  fields: Readonly<Record<string, string>>,
  schema: z.ZodType<Output>,
  code: string,
): Output {
  const { Action: _action, Version: _version, ...own } = fields;
  const result = schema.safeParse(fieldTree(own));
  if (result.success) return result.data;
  throw new AwsError(code, `Invalid parameter: ${z.prettifyError(result.error)}`);
}
