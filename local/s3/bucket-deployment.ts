/** CDK's `Custom::CDKBucketDeployment`: the files of assets become objects, without the function that does so on AWS. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import { type ResourceType, resourceType } from '../part.ts';
import type { Assets } from '../template/assets.ts';
import type { Bucket, Buckets } from './bucket.ts';
import type { ObjectStore } from './object-store.ts';
import type { writingOperations } from './writing.ts';

interface Deployment extends Pick<ReturnType<typeof writingOperations>, 'keep' | 'versionOf'> {
  readonly buckets: Buckets;
  readonly store: ObjectStore;
  readonly assets: Assets;
}

/** What an object is to be. */
interface Source {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const markers = z.record(z.string(), z.string());
const properties = z.strictObject({
  SourceBucketNames: z.array(z.string()),
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z.array(markers).exactOptional(),
  SourceMarkersConfig: z
    .array(z.strictObject({ jsonEscape: z.boolean().exactOptional() }))
    .exactOptional(),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string().exactOptional(),
  Prune: z.boolean().exactOptional(),
  Extract: z.literal(true).exactOptional(),
  SystemMetadata: z.record(z.string(), z.string()).exactOptional(),
  UserMetadata: z.record(z.string(), z.string()).exactOptional(),
});
type Properties = z.output<typeof properties>;

/** The resource type. It copies at every start what is not there yet. */
export function bucketDeployment(deployment: Deployment): ResourceType {
  return resourceType({
    type: 'Custom::CDKBucketDeployment',
    properties,
    inert: [
      'ServiceToken',
      'DestinationBucketArn',
      'DistributionId',
      'DistributionPaths',
      'OutputObjectKeys',
      'RetainOnDelete',
      'WaitForDistributionInvalidation',
    ],
    async create({ properties: given, physicalName }) {
      const bucket = deployment.buckets.find(given.DestinationBucketName);
      const prefix = given.DestinationBucketKeyPrefix ?? '';
      const deployed = new Map<string, Source>();
      for (const [index, objectKey] of given.SourceObjectKeys.entries())
        for (const { path, body } of filesOf(deployment.assets.locate(objectKey), given, index)) {
          const key = join(prefix, path).split(sep).join('/');
          deployed.set(key, { body, headers: headersOf(path, given) });
        }
      await copy(deployment, bucket, deployed);
      if (given.Prune ?? true) prune(deployment, bucket, prefix, deployed);
      return {
        ref: physicalName,
        attributes: { DestinationBucketArn: bucket.arn, SourceObjectKeys: given.SourceObjectKeys },
      };
    },
  });
}

async function copy(
  { store, versionOf }: Deployment,
  bucket: Bucket,
  sources: ReadonlyMap<string, Source>,
): Promise<void> {
  const missing = [...sources].filter(([key, source]) => !isPresent(store, bucket, key, source));
  await store.putAll(
    bucket.name,
    missing.map(([key, { body, headers }]) => ({
      given: versionOf({ bucket, key }, body, { headers, keyArn: bucket.keyArn }),
      body,
    })),
  );
}

function isPresent(
  store: ObjectStore,
  bucket: Bucket,
  key: string,
  { body, headers }: Source,
): boolean {
  const present = store.latest(bucket.name, key);
  return (
    present?.isDeleteMarker === false &&
    JSON.stringify(present.headers) === JSON.stringify(headers) &&
    store.body(bucket.name, present).equals(body)
  );
}

function prune(
  { store, keep }: Deployment,
  bucket: Bucket,
  prefix: string,
  deployed: ReadonlyMap<string, Source>,
): void {
  for (const version of store.list(bucket.name, prefix)) {
    if (deployed.has(version.key)) continue;
    if (bucket.isVersioned)
      keep({ bucket, key: version.key }, Buffer.alloc(0), { isDeleteMarker: true });
    else store.remove(bucket.name, version);
  }
}

function* filesOf(folder: string, given: Properties, source: number) {
  if (!statSync(folder).isDirectory())
    throw new AwsError(
      'NotImplemented',
      `${folder}: assets that are archives are not deployed here`,
    );
  const values = Object.entries(given.SourceMarkers?.[source] ?? {});
  const isEscaped = given.SourceMarkersConfig?.[source]?.jsonEscape === true;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const body = readFileSync(file);
    yield {
      path: relative(folder, file),
      body: values.length === 0 ? body : fill(body, values, isEscaped),
    };
  }
}

/** CDK writes a marker where a value of the deployment goes; inside JSON texts the value is escaped. */
function fill(body: Buffer, values: readonly [string, string][], isEscaped: boolean): Buffer {
  const written = (value: string) => (isEscaped ? JSON.stringify(value).slice(1, -1) : value);
  return Buffer.from(
    values.reduce(
      (text, [marker, value]) => text.replaceAll(marker, written(value)),
      body.toString('utf8'),
    ),
  );
}

function headersOf(path: string, given: Properties): Record<string, string> {
  const user = Object.entries(given.UserMetadata ?? {}).map(
    ([name, value]) => [`x-amz-meta-${name.toLowerCase()}`, value] as const,
  );
  return {
    'content-type': CONTENT_TYPES[extname(path).toLowerCase()] ?? 'binary/octet-stream',
    ...given.SystemMetadata,
    ...Object.fromEntries(user),
  };
}

/** As the AWS CLI guesses them, which does the copying on AWS. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
