/** Takes grants out of a synthesized assembly, which is the same as not giving them in `lib/`. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** A right, and the beginnings of the logical ids of all resources that give it. */
export interface Grant {
  readonly action: string;
  readonly from: readonly string[];
}

const Document = z.looseObject({
  Statement: z.array(
    z.looseObject({
      Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
    }),
  ),
});
const Resource = z.looseObject({
  Type: z.string(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  Properties: z
    .looseObject({ PolicyDocument: Document.optional(), KeyPolicy: Document.optional() })
    .optional(),
});
const Template = z.looseObject({ Resources: z.record(z.string(), z.unknown()) });

/** Rewrites the templates of an assembly. @throws Error for a grant that none of them gives. */
export async function takeAway(assemblyDir: string, grants: readonly Grant[]): Promise<void> {
  const wanted = new Set(grants.flatMap(({ action, from }) => from.map((id) => `${action} ${id}`)));
  for (const file of await readdir(assemblyDir)) {
    if (!file.endsWith('.template.json')) continue;
    const path = join(assemblyDir, file);
    const template = Template.parse(JSON.parse(await readFile(path, 'utf8')));
    for (const { action, from } of grants)
      for (const id of from)
        if (takeFrom(template.Resources, id, action)) wanted.delete(`${action} ${id}`);
    await writeFile(path, JSON.stringify(template));
  }
  if (wanted.size > 0) throw new Error(`nobody grants ${[...wanted].join(', ')}`);
}

function takeFrom(resources: Record<string, unknown>, prefix: string, action: string): boolean {
  const id = Object.keys(resources).find((name) => name.startsWith(prefix));
  if (id === undefined) return false;
  const resource = Resource.parse(resources[id]);
  if (resource.Type === 'AWS::Lambda::Permission') return remove(resources, id);
  const { PolicyDocument, KeyPolicy } = resource.Properties ?? {};
  const document = PolicyDocument ?? KeyPolicy;
  const giving = document?.Statement.filter(({ Action }) => Action.includes(action)) ?? [];
  for (const statement of giving)
    statement.Action = statement.Action.filter((given) => given !== action);
  if (document) document.Statement = document.Statement.filter(({ Action }) => Action.length > 0);
  resources[id] = resource;
  return giving.length > 0;
}

/** Also from among what others wait for. */
function remove(resources: Record<string, unknown>, id: string): true {
  delete resources[id];
  for (const [other, unread] of Object.entries(resources)) {
    const resource = Resource.parse(unread);
    if (resource.DependsOn === undefined) continue;
    const rest = [resource.DependsOn].flat().filter((name) => name !== id);
    resources[other] = { ...resource, DependsOn: rest };
  }
  return true;
}
