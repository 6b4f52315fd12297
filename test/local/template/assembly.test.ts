import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readAssembly } from '#local/template/assembly.ts';
import { temporaryFolder } from '../small-cloud.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const write = (name: string, content: unknown) =>
  writeFileSync(join(folder.path, name), JSON.stringify(content));
const stack = (environment: string, dependencies: string[] = []) => ({
  type: 'aws:cloudformation:stack',
  environment,
  properties: { templateFile: 'a.template.json' },
  dependencies,
});

describe('a cloud assembly', () => {
  test('gives its stacks in dependency order, with their regions', () => {
    write('manifest.json', {
      artifacts: {
        edge: stack('aws://unknown-account/us-east-1', ['service', 'edge.assets']),
        service: stack('aws://unknown-account/unknown-region', ['records']),
        records: stack('aws://unknown-account/ap-northeast-1'),
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      },
    });
    write('a.template.json', { Resources: {} });

    const { stacks } = readAssembly(folder.path);

    expect(stacks.map(({ name, region }) => [name, region])).toEqual([
      ['records', 'ap-northeast-1'],
      ['service', undefined],
      ['edge', 'us-east-1'],
    ]);
  });

  test('finds the files behind object keys', () => {
    write('manifest.json', {
      artifacts: {
        'a.assets': { type: 'cdk:asset-manifest', properties: { file: 'a.assets.json' } },
      },
    });
    write('a.assets.json', {
      files: {
        b26c: {
          source: { path: 'asset.b26c', packaging: 'zip' },
          destinations: { current: { bucketName: 'x', objectKey: 'b26c.zip' } },
        },
      },
    });

    const { assets } = readAssembly(folder.path);

    expect(assets.locate('b26c.zip')).toBe(join(folder.path, 'asset.b26c'));
    expect(() => assets.locate('other.zip')).toThrow('no asset other.zip');
  });

  test.each<[string, object, string]>([
    ['a transform', { Transform: 'AWS::Serverless-2016-10-31' }, 'Transform'],
    [
      'a creation policy',
      { Resources: { A: { Type: 'T', CreationPolicy: {} } } },
      'CreationPolicy',
    ],
  ])('refuses a template with %s', (_, template, name) => {
    write('manifest.json', { artifacts: { records: stack('aws://a/b') } });
    write('a.template.json', template);
    expect(() => readAssembly(folder.path)).toThrow(name);
  });

  test('refuses stages', () => {
    write('manifest.json', { artifacts: { 'assembly-prod': { type: 'cdk:cloud-assembly' } } });
    expect(() => readAssembly(folder.path)).toThrow('assembly-prod');
  });
});
