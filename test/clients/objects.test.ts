import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { PATIENCE } from '#test/journeys/stage.ts';
import { setClientStage } from './client-stage.ts';

const set = setClientStage();

const CONTENT = '{"sealed":"初期化"}\n';
const Listed = z.object({
  Contents: z.array(z.looseObject({ Key: z.string() })),
  NextToken: z.string().optional(),
});
const Versions = z.object({
  Versions: z.array(z.looseObject({ Key: z.string(), VersionId: z.string() })),
});
const Retained = z.object({
  Retention: z.object({ Mode: z.string(), RetainUntilDate: z.coerce.date() }),
});

let bucket: string;
beforeAll(() => {
  const found = set().stage.system.cloud.resources.find(
    ({ logicalId }) => logicalId === 'RecordsBucket',
  );
  bucket = found?.ref ?? '';
}, PATIENCE);

const file = (name: string) => join(set().stage.folder, name);
/** Copies the content up under a key. */
async function upload(key: string): Promise<string> {
  const path = file('up.json');
  await writeFile(path, CONTENT);
  await set().aws.text('s3', 'cp', path, `s3://${bucket}/${key}`);
  return key;
}
async function versionOf(key: string): Promise<string> {
  const { Versions: versions } = await set().aws.read(
    Versions,
    ...['s3api', 'list-object-versions', '--bucket', bucket, '--prefix', key],
  );
  return versions[0]?.VersionId ?? '';
}

describe('aws s3', () => {
  test('copies a file up and down, and lists it', async () => {
    const { aws } = set();
    const key = await upload('copied/初 期.json');

    await aws.text('s3', 'cp', `s3://${bucket}/${key}`, file('down.json'));
    const objects = await aws.text('s3', 'ls', `s3://${bucket}/copied/`);
    const buckets = await aws.text('s3', 'ls');

    expect(await readFile(file('down.json'), 'utf8')).toBe(CONTENT);
    expect(objects).toMatch(new RegExp(` ${Buffer.byteLength(CONTENT)} 初 期.json`));
    expect(buckets).toContain(bucket);
  });

  test('presigns an address that anybody may fetch, and nobody may change', async () => {
    const key = await upload('presigned/1.json');

    const url = (await set().aws.text('s3', 'presign', `s3://${bucket}/${key}`)).trim();
    const answer = await fetch(url);
    const other = await fetch(url.replace('1.json', '2.json'));

    expect([answer.status, await answer.text()]).toEqual([200, CONTENT]);
    expect(other.status).toBe(403);
    expect(await other.text()).toContain('SignatureDoesNotMatch');
  });

  test('is told that an object does not exist', async () => {
    const { aws } = set();
    const named = ['--bucket', bucket, '--key', 'none'];

    expect(await aws.errorCode('s3api', 'get-object', ...named, file('none'))).toBe('NoSuchKey');
    expect(await aws.errorCode('s3api', 'head-object', ...named)).toBe('404');
  });
});

describe('aws s3api', () => {
  test('lists objects in pages', async () => {
    const { aws } = set();
    for (const name of ['a', 'b', 'c']) await upload(`paged/${name}`);
    const list = (...more: string[]) =>
      aws.read(
        Listed,
        ...['s3api', 'list-objects-v2', '--bucket', bucket, '--prefix', 'paged/', ...more],
      );

    const all = await list('--page-size', '1');
    const first = await list('--page-size', '1', '--max-items', '2');
    const rest = await list('--starting-token', first.NextToken ?? '');

    const keys = ({ Contents }: z.infer<typeof Listed>) => Contents.map(({ Key }) => Key);
    expect(keys(all)).toEqual(['paged/a', 'paged/b', 'paged/c']);
    expect([keys(first), keys(rest)]).toEqual([['paged/a', 'paged/b'], ['paged/c']]);
  });

  test('shows that the bucket locks and versions its objects', async () => {
    const { aws } = set();
    const named = ['--bucket', bucket];

    expect(await aws.json('s3api', 'get-object-lock-configuration', ...named)).toMatchObject({
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    });
    expect(await aws.json('s3api', 'get-bucket-versioning', ...named)).toEqual({
      Status: 'Enabled',
    });
    expect(await aws.json('s3api', 'get-bucket-encryption', ...named)).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    });
  });

  test('neither deletes a locked version nor shortens its retention, but lengthens it', async () => {
    const { aws } = set();
    const key = await upload('locked/1.json');
    const named = ['--bucket', bucket, '--key', key];
    const version = ['--version-id', await versionOf(key)];
    const retain = (until: string) => [
      ...['s3api', 'put-object-retention', ...named, ...version, '--bypass-governance-retention'],
      ...['--retention', `Mode=COMPLIANCE,RetainUntilDate=${until}`],
    ];
    await aws.text(...retain('2199-01-01T00:00:00Z'));

    const deleted = await aws.errorCode('s3api', 'delete-object', ...named, ...version);
    const shortened = await aws.errorCode(...retain('2198-01-01T00:00:00Z'));
    const { Retention } = await aws.read(
      Retained,
      ...['s3api', 'get-object-retention', ...named, ...version],
    );

    expect([deleted, shortened]).toEqual(['AccessDenied', 'AccessDenied']);
    expect(Retention).toEqual({
      Mode: 'COMPLIANCE',
      RetainUntilDate: new Date('2199-01-01T00:00:00Z'),
    });
  });
});
