import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import * as z from 'zod';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Who may import what of ours, by top folder: folders (ending in a slash) and files. Types count. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  // What the conditions name is not stated twice.
  catalogue: ['domain/eligibility/conditions.ts'],
  functions: ['domain/', 'catalogue/'],
  // Bundles carry the catalogue's data, and the API's document its words.
  lib: ['functions/contract/', 'domain/', 'catalogue/'],
  local: [],
  // What anybody may use from outside a running system, the names it has for things, and the lock that tells whether it
  // runs.
  cloud: [
    'demo/',
    'handset/server-sent-data.ts',
    'local/disk/',
    'local/endpoint/control.ts',
    'local/lock.ts',
    'local/template/names.ts',
  ],
  // The rules at a desk: what they say of a table of cases.
  eligibility: ['domain/eligibility/', 'catalogue/csv.ts', 'catalogue/folding.ts'],
  handset: ['domain/protocol/', 'domain/audit/digest.ts', 'domain/fault.ts'],
  // The words for codes, what the API takes and answers, and how texts are compared that people type.
  portal: [
    'browser/',
    'domain/',
    'functions/contract/',
    'catalogue/folding.ts',
    'catalogue/model.ts',
  ],
  // What wipes are, and what the API takes and answers.
  console: ['browser/', 'domain/', 'functions/contract/'],
  // What every kind of pages does in a browser: roles, how the API tells a problem, what a record says.
  browser: ['domain/', 'functions/contract/'],
};
/** These start, measure and check the others, so they may import anything. */
const FREE = ['bin', 'demo', 'drill', 'bench', 'test'];

/** Packages that a folder may use, where that says something about it. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  // Pure: no SDK, no clock, no files, no network.
  domain: /^(zod\/mini|jose|node:crypto)$/,
  // Files, for the data is one.
  catalogue: /^(zod|node:(crypto|fs|path|url))$/,
};

interface Import {
  readonly file: string;
  readonly top: string;
  /** As it is written. */
  readonly from: string;
  /** Where it leads inside the project; absent for packages. */
  readonly target?: string;
}

let imports: Import[];
beforeAll(() => {
  const folders = [...Object.keys(MAY_IMPORT), ...FREE];
  imports = globSync(`{${folders.join(',')}}/**/*.{ts,tsx}`, { cwd: PROJECT })
    .filter((file) => !file.endsWith('.d.ts'))
    .flatMap(importsOf);
});

const topOf = (path: string) => path.split(sep)[0] ?? '';

function importsOf(file: string): Import[] {
  const module: unknown = parseSync(readFileSync(join(PROJECT, file), 'utf8'), {
    syntax: 'typescript',
    tsx: file.endsWith('.tsx'),
    target: 'es2024',
  });
  return sourcesIn(module).map((from) => {
    const common = { file, top: topOf(file), from };
    if (from.startsWith('#')) return { ...common, target: from.slice(1) };
    if (!from.startsWith('.')) return common;
    return { ...common, target: relative(PROJECT, join(PROJECT, dirname(file), from)) };
  });
}

const source = z.object({ value: z.string() });
const Declaration = z.object({ source: source.nullish() }).transform((node) => node.source?.value);
/** How each kind of node of the syntax tree names a module. */
const MODULE_IN: Readonly<Record<string, z.ZodType<string | undefined>>> = {
  ImportDeclaration: Declaration,
  ExportNamedDeclaration: Declaration,
  ExportAllDeclaration: Declaration,
  TsImportType: z.object({ argument: source }).transform((node) => node.argument.value),
  CallExpression: z
    .object({
      callee: z.object({ type: z.literal('Import') }),
      arguments: z.tuple([z.object({ expression: source })]),
    })
    .transform((node) => node.arguments[0].expression.value)
    .or(z.unknown().transform(() => undefined)),
};

function sourcesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(sourcesIn);
  const schema = 'type' in node ? MODULE_IN[String(node.type)] : undefined;
  const own = schema?.parse(node);
  return own === undefined ? inside : [own, ...inside];
}

const shown = ({ file, from }: Import) => `${file} → ${from}`;

describe('imports', () => {
  test('are found in every way they can be written', () => {
    const module: unknown = parseSync(
      `import { a } from './a.ts'; import type { B } from './b.ts'; export { c } from './c.ts';
       export * from './d.ts'; const e = await import('./e.ts'); type F = import('./f.ts').F;`,
      { syntax: 'typescript', target: 'es2024' },
    );

    expect(sourcesIn(module)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `./${name}.ts`));
  });

  test.each(Object.entries(MAY_IMPORT))('of %s lead only where they may', (top, allowed) => {
    const astray = imports.filter(
      ({ top: from, target }) =>
        from === top &&
        target !== undefined &&
        topOf(target) !== top &&
        !allowed.some((place) =>
          place.endsWith('/') ? target.startsWith(place) : target === place,
        ),
    );

    expect(astray.map(shown)).toEqual([]);
  });

  test('stay inside their top folder when they are relative, and are relative inside it', () => {
    const wrong = imports.filter(({ top, from, target }) => {
      if (target === undefined) return false;
      const inside = topOf(target) === top;
      return from.startsWith('.') ? !inside : inside && !FREE.includes(top);
    });

    expect(wrong.map(shown)).toEqual([]);
  });

  test.each(Object.entries(PACKAGES))('of %s name only packages that fit it', (top, fitting) => {
    const packages = imports.filter((one) => one.top === top && one.target === undefined);

    expect(packages.filter(({ from }) => !fitting.test(from)).map(shown)).toEqual([]);
  });
});
