/** Further people of the local sign-in page, read from a file: whoever tries something with many people, or with others. */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Role } from '#functions/contract/roles.ts';
import type { Person } from '#local/issuer/settings.ts';
import { isWay } from '#local/issuer/ways.ts';
import { PEOPLE, whoIs } from './people.ts';

const Id = z.string().regex(/^[a-z0-9-]{1,64}$/);

const anybody = {
  /** By which they sign in. */
  id: Id,
  name: z.string().min(1).max(100),
  description: z.string().max(200).default(''),
  /** The human behind it: the same for two ids of one human. */
  person: Id,
  /** How they can sign in; in every way where it is not said. */
  ways: z.array(z.string().refine(isWay)).min(1).optional(),
};

const FurtherPerson = z.discriminatedUnion('role', [
  z.strictObject({ ...anybody, role: z.literal('subscriber'), account: Id }),
  z.strictObject({ ...anybody, role: z.literal('shop'), shop: Id }),
  z.strictObject({ ...anybody, role: z.literal('approver'), shop: z.exactOptional(Id) }),
  z.strictObject({ ...anybody, role: z.literal('ops') }),
]) satisfies z.ZodType<{ role: Role }>;
/** One entry of the file. */
export type FurtherPerson = z.input<typeof FurtherPerson>;

const TAKEN = new Set<string>(PEOPLE.map(({ id }) => id));

const FurtherPeople = z.array(FurtherPerson).superRefine((people, context) => {
  const seen = new Set(TAKEN);
  for (const [index, { id }] of people.entries()) {
    if (seen.has(id))
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} is taken` });
    seen.add(id);
  }
});

/** The people in a file, as the issuer takes them. @throws Error with a line for the person where it holds others. */
export async function readFurtherPeople(file: string): Promise<Person[]> {
  const parsed = FurtherPeople.safeParse(jsonIn(await readFile(file, 'utf8')));
  if (!parsed.success)
    throw new Error(`${file} is no list of people:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.map(({ id, name, description, role, ways, ...claims }) => ({
    ...{ id, name, description },
    ...whoIs(role, claims),
    ...(ways !== undefined && { ways }),
  }));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
