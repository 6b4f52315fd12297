import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { filesOf } from '#demo/files.ts';
import { digest } from '#domain/audit/digest.ts';
import { Lives } from '#drill/crash/lives.ts';
import { type Erase, Life } from '#handset/life.ts';
import { aKey } from '../../domain/protocol/keys.ts';

let dir: string;
let lives: Lives;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'drill-lives-'));
  lives = new Lives([dir]);
});
afterEach(() => rm(dir, { recursive: true }));

/** Puts a life on the handset's disk, as the handset would. */
async function enrol(name: string, order?: Erase): Promise<void> {
  const { jwk, publicJwk } = aKey();
  const life = Life.parse({
    ...{ state: 'enrolled', enrolmentId: digest(name), handsetId: digest('handset') },
    ...{ enrolmentKey: jwk, tlsKey: jwk, certificate: 'pem', ca: 'pem', endpoint: 'host' },
    ...{ pinnedKeys: [{ kid: 'key', jwk: publicJwk }], counter: 0, spentNonces: [] },
    ...{ lastCounter: 0, reports: [], ...(order && { erase: order }) },
  });
  await mkdir(join(dir, 'system'), { recursive: true });
  await writeFile(join(dir, 'system', 'life.json'), JSON.stringify(life));
}

async function goBlank(): Promise<void> {
  await mkdir(join(dir, 'system'), { recursive: true });
  await writeFile(join(dir, 'system', 'life.json'), JSON.stringify({ state: 'blank' }));
}

const inStorage = (storage: 'internal' | 'sd') =>
  lives.of(0)?.planted.filter((file) => file.startsWith(storage)) ?? [];

/** What an erase of the storage would do. */
async function erase(storage: 'internal' | 'sd'): Promise<void> {
  for (const file of inStorage(storage)) await rm(join(dir, file));
}

describe('the lives of a handset', () => {
  test('begin with files of their own', async () => {
    await enrol('first');

    await lives.look();
    await lives.look();

    expect(lives.all).toMatchObject([{ enrolmentId: digest('first'), nth: 1, handset: 0 }]);
    expect(lives.of(0)?.planted.length).toBeGreaterThan(0);
    expect(await filesOf(dir)).toEqual([...(lives.of(0)?.planted ?? [])].sort());
  });

  test('end with what is left of those files when the next one has begun', async () => {
    await enrol('first');
    await lives.look();
    const onCard = inStorage('sd');
    await erase('internal');
    await goBlank();
    await lives.look();
    await enrol('second');

    await lives.look();

    const [first, second] = lives.all;
    expect(first?.left).toEqual(onCard);
    expect(second).toMatchObject({ nth: 2, left: second?.planted });
  });

  test('are looked at for the last time as they are', async () => {
    await enrol('first');
    await lives.look();
    await erase('sd');

    await lives.lookForTheLastTime();

    expect(lives.of(0)?.left).toEqual(inStorage('internal'));
  });

  test('get no files that an erase which has begun may overlook', async () => {
    await enrol('first', { by: 'hand' });

    await lives.look();

    expect(lives.of(0)?.planted).toEqual([]);
    expect(await filesOf(dir)).toEqual([]);
  });

  test('are at rest when they are enrolled and nothing is being erased', async () => {
    await goBlank();
    const blank = await lives.restless();
    await enrol('first', { by: 'hand' });
    const erasing = await lives.restless();
    await enrol('first');

    expect([blank, erasing, await lives.restless()]).toEqual([[0], [0], []]);
  });
});
