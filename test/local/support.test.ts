import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { hostedTypes } from '#local/hosted-types.ts';
import type { ResourceType } from '#local/part.ts';
import { withTables } from '#local/support-tables.ts';
import { INERT_TYPES } from '#local/template/inert.ts';

const support = readFileSync(new URL('../../local/SUPPORT.md', import.meta.url), 'utf8');
/** Resource types named in backquotes in a section of the page. */
function typesIn(heading: string): string[] {
  const section =
    support.split(/^(?=##? )/m).find((text) => text.startsWith(`## ${heading}\n`)) ?? '';
  const types = section.match(/`(?:AWS|Custom)::\w+(?:::\w+)?`/g) ?? [];
  return [...new Set(types.map((type) => type.slice(1, -1)))]
    .filter((type) => !/^AWS::[^:]*$/.test(type))
    .sort();
}

let types: readonly ResourceType[];
beforeAll(async () => {
  types = await hostedTypes();
});

describe('SUPPORT.md', () => {
  test('names the resource types that are hosted, and no others', () => {
    expect(typesIn('Hosted')).toEqual(types.map(({ type }) => type).sort());
  });

  test('names the resource types that are inert, and no others', () => {
    const properties = /^### Properties$.*/ms;
    const listed = (support.split('## Inert\n')[1] ?? '').replace(properties, '');
    const named = [...listed.matchAll(/`(AWS::\w+::\w+)`/g)].map(([, type]) => type);
    expect(named.sort()).toEqual(Object.keys(INERT_TYPES).sort());
  });

  test('has the properties that `npm run docs` reads off the schemas', () => {
    expect(support).toBe(withTables(support, types));
  });

  test('no type is hosted twice, or hosted and inert', () => {
    const all = [...types.map(({ type }) => type), ...Object.keys(INERT_TYPES)];
    expect(all.filter((type, index) => all.indexOf(type) !== index)).toEqual([]);
  });

  test('no property is hosted and inert', () => {
    const rows = support
      .split('\n')
      .filter((line) => /^\| `(AWS|Custom)::\w+(::\w+)?` \| `/.test(line));
    const named = rows.flatMap((row) => {
      const [type, ...paths] = [...row.matchAll(/`([^`]+)`/g)].map(([, text]) => text);
      return paths.map((path) => `${type} ${path}`);
    });
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  });
});
