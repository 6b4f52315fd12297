import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClock } from '#local/clock.ts';
import { createIam } from '#local/iam/part.ts';
import type { Part } from '#local/part.ts';
import { createParts } from '#local/parts.ts';
import { INERT_TYPES } from '#local/template/inert.ts';
import { Usage } from '#local/usage.ts';
import { cloudOptions } from './cloud-fixture.ts';
import { temporaryFolder } from './small-cloud.ts';

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

let folder: ReturnType<typeof temporaryFolder>;
const parts: Part[] = [];
beforeEach(async () => {
  folder = temporaryFolder();
  const options = cloudOptions(folder.path);
  const place = { account: '000000000000', region: 'ap-northeast-1' };
  const clock = createClock();
  const iam = createIam({ ...place, now: clock.now });
  const context = {
    ...place,
    clock,
    access: iam.access,
    usage: new Usage(),
    dataDir: options.dataDir,
    log: options.log,
  };
  const assets = { locate: (key: string) => key };
  parts.push(iam);
  await createParts(
    context,
    { assets, options, endpointUrl: () => '', openEndpoint: async () => {}, iam },
    (part) => {
      parts.push(part);
      return part;
    },
  );
});
afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.stop?.();
  folder.remove();
});

describe('SUPPORT.md', () => {
  test('names the resource types that are hosted, and no others', () => {
    const hosted = parts.flatMap((part) => part.resources.map(({ type }) => type));
    expect(typesIn('Hosted')).toEqual([...hosted].sort());
  });

  test('names the resource types that are inert, and no others', () => {
    const properties = /^### Properties$.*/ms;
    const listed = (support.split('## Inert')[1] ?? '').replace(properties, '');
    const named = [...listed.matchAll(/`(AWS::\w+::\w+)`/g)].map(([, type]) => type);
    expect(named.sort()).toEqual(Object.keys(INERT_TYPES).sort());
  });

  test('names the properties that are inert', () => {
    const rows = support.split('### Properties')[1] ?? '';
    const missing = parts
      .flatMap((part) => part.resources)
      .flatMap(({ type, inert }) => {
        const row = rows.split('\n').find((line) => line.startsWith(`| \`${type}\` |`)) ?? '';
        return inert
          .filter((property) => property !== 'Tags' && !row.includes(`\`${property}\``))
          .map((property) => `${type}.${property}`);
      });
    expect(missing).toEqual([]);
  });

  test('no type is hosted twice, or hosted and inert', () => {
    const types = [
      ...parts.flatMap((part) => part.resources.map(({ type }) => type)),
      ...Object.keys(INERT_TYPES),
    ];
    expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
  });
});
