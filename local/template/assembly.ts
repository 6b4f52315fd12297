/** Reads a CDK cloud assembly: its stacks in the order in which CDK would deploy them, and its asset files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Assets } from './assets.ts';
import { inOrder } from './graph.ts';
import { TemplateError } from './problem.ts';
import { type Template, templateSchema } from './template.ts';

export interface Stack {
  readonly name: string;
  /** Absent for a stack that can go into any region. */
  readonly region?: string;
  readonly template: Template;
  /** The template as CDK wrote it. */
  readonly templateText: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly isProtected: boolean;
}

export interface Assembly {
  readonly stacks: readonly Stack[];
  readonly assets: Assets;
}

const artifact = z.looseObject({
  type: z.string(),
  environment: z.string().exactOptional(),
  dependencies: z.array(z.string()).default([]),
  properties: z
    .looseObject({
      templateFile: z.string().exactOptional(),
      stackName: z.string().exactOptional(),
      file: z.string().exactOptional(),
      tags: z.record(z.string(), z.string()).default({}),
      terminationProtection: z.boolean().default(false),
    })
    .prefault({}),
});
const manifestSchema = z.looseObject({ artifacts: z.record(z.string(), artifact).default({}) });
type Artifact = z.output<typeof artifact>;

const assetManifestSchema = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().exactOptional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** Reads the assembly below `directory`. @throws TemplateError for files that are not what CDK writes. */
export function readAssembly(directory: string): Assembly {
  const { artifacts } = readJson(join(directory, 'manifest.json'), manifestSchema);
  const nested = Object.keys(artifacts).filter(
    (id) => artifacts[id]?.type === 'cdk:cloud-assembly',
  );
  if (nested.length > 0)
    throw new TemplateError(nested.map((id) => `${id}: stages inside an assembly are not hosted`));
  const order = inOrder(
    Object.keys(artifacts),
    (id) => artifacts[id]?.dependencies.filter((other) => other in artifacts) ?? [],
  );
  const ordered = order.flatMap((id) => {
    const found = artifacts[id];
    return found === undefined ? [] : [{ id, ...found }];
  });
  return {
    stacks: ordered.flatMap((entry) => readStack(directory, entry)),
    assets: readAssets(directory, ordered),
  };
}

function readStack(directory: string, entry: Artifact & { id: string }): Stack[] {
  const file = entry.properties.templateFile;
  if (entry.type !== 'aws:cloudformation:stack' || file === undefined) return [];
  const region = entry.environment?.split('/').at(-1);
  const { stackName = entry.id, tags, terminationProtection } = entry.properties;
  const path = join(directory, file);
  return [
    {
      name: stackName,
      template: readJson(path, templateSchema),
      templateText: readFileSync(path, 'utf8'),
      tags,
      isProtected: terminationProtection,
      ...(region === undefined || region === 'unknown-region' ? {} : { region }),
    },
  ];
}

function readAssets(directory: string, artifacts: readonly Artifact[]): Assets {
  const paths = new Map<string, string>();
  for (const { type, properties } of artifacts) {
    if (type !== 'cdk:asset-manifest' || properties.file === undefined) continue;
    const { files } = readJson(join(directory, properties.file), assetManifestSchema);
    for (const { source, destinations } of Object.values(files))
      for (const { objectKey } of Object.values(destinations))
        if (source.path !== undefined) paths.set(objectKey, join(directory, source.path));
  }
  return {
    locate(objectKey) {
      const path = paths.get(objectKey);
      if (path !== undefined) return path;
      throw new AwsError('NoSuchKey', `the cloud assembly has no asset ${objectKey}`, {
        status: 404,
      });
    },
  };
}

function readJson<Output>(path: string, schema: z.ZodType<Output>): Output {
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  throw new TemplateError([`${path}:`, z.prettifyError(result.error)]);
}
