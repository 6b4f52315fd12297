/** Which AWS clients and commands a function needs, told by its sources, and a bundle entry of nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Package → names of its client and commands. */
export type NeededClients = ReadonlyMap<string, ReadonlySet<string>>;

const IMPORT = /import\s+\{([^}]*)\}\s+from\s+'(@aws-sdk\/(?:client-[a-z0-9-]+|lib-dynamodb))'/g;
const DOCUMENT_CLIENT = '@aws-sdk/lib-dynamodb';

/** The operations behind the document client's commands that are not called as the client's own are. */
const DOCUMENT_COMMANDS: Readonly<Record<string, string>> = {
  GetCommand: 'GetItemCommand',
  PutCommand: 'PutItemCommand',
  UpdateCommand: 'UpdateItemCommand',
  DeleteCommand: 'DeleteItemCommand',
};

/** What the project's own files in a bundle import of the SDK, as far as it is in the bundle. */
export function neededClients(
  { inputs }: Metafile['outputs'][string],
  project: string,
): NeededClients {
  const kept = Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
  const own = kept.filter((file) => !file.includes('node_modules/'));
  const named = clientsIn(own.map((file) => readFileSync(join(project, file), 'utf8')));
  const isKept = (from: string, name: string) =>
    kept.some((file) => file.includes(`/${from}/`) && file.endsWith(`/${name}.js`));
  const needed = [...named].map(
    ([from, names]) => [from, new Set([...names].filter((name) => isKept(from, name)))] as const,
  );
  return new Map(needed.filter(([, names]) => names.size > 0));
}

/** What sources import from the SDK's clients, types aside. */
export function clientsIn(sources: readonly string[]): NeededClients {
  const needed = new Map<string, Set<string>>();
  for (const [, names = '', from = ''] of sources.flatMap((text) => [...text.matchAll(IMPORT)])) {
    const document = from === DOCUMENT_CLIENT;
    const client = document ? '@aws-sdk/client-dynamodb' : from;
    const values = valuesOf(names).map((name) =>
      document ? (DOCUMENT_COMMANDS[name] ?? name) : name,
    );
    needed.set(client, new Set([...(needed.get(client) ?? []), ...values]));
  }
  return needed;
}

const valuesOf = (names: string) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));

/** The source of an entry that makes each client once, as every function has to, and does nothing with them. */
export function entryOf(needed: NeededClients): string {
  const entries = [...needed].map(([from, names], index) => ({
    from,
    names: [...names].map((name) => [name, `${name}${index}`] as const),
  }));
  const imports = entries.map(
    ({ from, names }) =>
      `import { ${names.map((pair) => pair.join(' as ')).join(', ')} } from '${from}';`,
  );
  const all = entries.flatMap(({ names }) => names.map(([, local]) => local));
  const made = all.filter((local) => /Client\d+$/.test(local)).map((local) => `new ${local}({})`);
  return `${imports.join('\n')}
const clients = [${made.join(', ')}];
export const handler = () => [clients, ${all.join(', ')}];
`;
}
