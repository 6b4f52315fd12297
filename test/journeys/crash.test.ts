import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pushClock } from '#cloud/control.ts';
import { checkRecord } from '#demo/check-record.ts';
import { filesOf } from '#demo/files.ts';
import { HandsetProcess } from '#demo/handset-process.ts';
import { lineIdOf, numberOf } from '#demo/lines.ts';
import type { PersonId } from '#demo/people.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import type { Program } from '#demo/program.ts';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber } from '#demo/subscriber.ts';
import { quietPorts, startSystemProcess, systemProgram } from '#demo/system-process.ts';
import { PATIENCE, until } from '#demo/until.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { CloudPorts } from '#local/cloud.ts';
import { askFor, reaches, settles, targetOf } from './stage.ts';

// Starts the whole system several times, which a busy machine may take its time for.
jest.setTimeout(4 * PATIENCE);

let folder: string;
let ports: CloudPorts;
let system: { program: Program; at: Whereabouts };
/** By the serial number of the line. */
const handsets = new Map<number, HandsetProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-wipe-crash-'));
  ports = await quietPorts();
  system = await startSystemProcess(join(folder, 'system'), ports);
});

afterAll(async () => {
  await Promise.all([...handsets.values()].map((handset) => handset.kill()));
  await system.program.kill();
  await rm(folder, { recursive: true, force: true });
});

const subscriber = async (person: PersonId) =>
  new Subscriber(system.at.api, await signIn(system.at.issuer, person));

const dirOf = (serial: number) => join(folder, 'handsets', String(serial));

function switchOn(serial: number): HandsetProcess {
  const handset = new HandsetProcess(system.at, { dir: dirOf(serial), number: numberOf(serial) });
  handsets.set(serial, handset);
  return handset;
}

function switchedOn(serial: number): HandsetProcess {
  const handset = handsets.get(serial);
  if (handset === undefined) throw new Error(`no handset ${serial} is on`);
  return handset;
}

async function switchOff(handset: HandsetProcess): Promise<void> {
  handset.tell({ do: 'off' });
  await handset.untilEvent('off', 1, PATIENCE);
}

/** `kill -9` of the system and of all handsets. */
async function killEverything(): Promise<void> {
  await Promise.all([
    system.program.kill(),
    ...[...handsets.values()].map((handset) => handset.kill()),
  ]);
  handsets.clear();
}

const count = (handset: HandsetProcess, event: string) =>
  handset.events.filter((seen) => seen.event === event).length;

interface Stopped {
  readonly wipeId: string;
  /** What was on the handset when its wipe was asked for. */
  readonly files: readonly string[];
  readonly firstLife: HandsetProcess;
}

const MOMENTS = [
  { moment: 'between request and claim', serial: 1, person: 'hanako' },
  { moment: 'between claim and command', serial: 3, person: 'taro', step: 'claimed' },
  { moment: 'between command and report', serial: 4, person: 'taro', step: 'persisted' },
  { moment: 'between erase and report', serial: 7, person: 'office', step: 'internal-erased' },
] as const;

/** A wipe that has come to the moment; where the handset has to die for it, it is dead. */
async function comeTo({ serial, person, ...moment }: (typeof MOMENTS)[number]): Promise<Stopped> {
  const firstLife = switchOn(serial);
  await firstLife.untilEvent('nothing', 1, PATIENCE);
  const files = await filesOf(dirOf(serial));
  const owner = await subscriber(person);
  if ('step' in moment) firstLife.tell({ do: 'fault', name: `die-after-${moment.step}` });
  else await switchOff(firstLife);
  const { wipeId } = await askFor(owner, lineIdOf(serial));
  if ('step' in moment) await firstLife.until(() => firstLife.hasEnded, PATIENCE);
  else await reaches(owner, wipeId, 'waiting-for-handset');
  return { wipeId, files, firstLife };
}

describe('after kill -9 of the system and of its handsets', () => {
  const OFFICE = [8, 9, 10];
  const stopped = new Map<string, Stopped>();
  const requests = OFFICE.map((serial) => ({ serial, key: randomUUID() }));
  let answered: string[];

  function stoppedAt(moment: string): Stopped {
    const found = stopped.get(moment);
    if (found === undefined) throw new Error(`no wipe came to ${moment}`);
    return found;
  }

  async function askForOffice(): Promise<Promise<{ wipeId: string }>[]> {
    const office = await subscriber('office');
    const targets = await Promise.all(OFFICE.map((serial) => targetOf(office, lineIdOf(serial))));
    return targets.map((target, index) => {
      const { serial = 0, key } = requests[index] ?? {};
      return office.requestWipe(lineIdOf(serial), target, key);
    });
  }

  beforeAll(async () => {
    const coming = MOMENTS.map(async (moment) => stopped.set(moment.moment, await comeTo(moment)));
    const offices = OFFICE.map(async (serial) => {
      const handset = switchOn(serial);
      await handset.untilEvent('nothing', 1, PATIENCE);
      await switchOff(handset);
    });
    await Promise.all([...coming, ...offices]);
    // The first answer is the moment: the other requests are somewhere on their way.
    const asked = await askForOffice();
    await Promise.any(asked);
    await killEverything();
    const outcomes = await Promise.allSettled(asked);
    answered = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.wipeId] : []));
    system = await startSystemProcess(join(folder, 'system'), ports);
  });

  test.each(MOMENTS)('a wipe goes on that was $moment', async ({ moment, serial, person }) => {
    const { wipeId, files, firstLife } = stoppedAt(moment);
    const owner = await subscriber(person);

    const secondLife = switchOn(serial);
    const wipe = await settles(owner, wipeId);

    expect(wipe).toMatchObject({ state: 'erased', proof: 'report' });
    const left = await filesOf(dirOf(serial));
    expect(files.filter((file) => left.includes(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
    const { result, events } = await checkRecord(await owner.record(wipeId));
    expect(result).toBe('erased');
    expect(events.filter(({ type }) => type === 'erased')).toHaveLength(1);
    expect(count(firstLife, 'erased') + count(secondLife, 'erased')).toBe(1);
  });

  test.each(MOMENTS)('nothing is erased again that was $moment', async ({ serial }) => {
    const kept = join(dirOf(serial), 'internal', 'of-the-next-life.txt');
    const handset = switchedOn(serial);
    await handset.untilEvent('enrolled', 1, PATIENCE);
    await writeFile(kept, 'kept');
    const claims = count(handset, 'nothing');

    handset.tell({ do: 'claim' });
    await handset.untilEvent('nothing', claims + 1, PATIENCE);

    expect(await filesOf(dirOf(serial))).toContain('internal/of-the-next-life.txt');
  });

  test('every request that was answered goes on, and each can be sent again with its key', async () => {
    const again = await Promise.all(await askForOffice());
    for (const serial of OFFICE) switchOn(serial);
    const office = await subscriber('office');
    await Promise.all(again.map(({ wipeId }) => reaches(office, wipeId, 'erased')));
    // Runs and messages that were cut off are made good for minutes later, and only then is a wipe settled.
    const areSettled = async () => {
      const signedIn = await subscriber('office');
      const found = await Promise.all(again.map(({ wipeId }) => signedIn.wipe(wipeId)));
      if (found.every(({ settled }) => settled)) return found;
      await pushClock(system.at.endpoint, MINUTE);
      return undefined;
    };
    const wipes = await until('every wipe to be settled', areSettled, PATIENCE, 2000);

    expect(answered.length).toBeGreaterThan(0);
    expect(again.map(({ wipeId }) => wipeId)).toEqual(expect.arrayContaining(answered));
    expect(wipes.map(({ state }) => state)).toEqual(OFFICE.map(() => 'erased'));
    expect(new Set(wipes.map(({ lineId }) => lineId)).size).toBe(OFFICE.length);
  });
});

describe('after kill -9 of the system alone', () => {
  test('a handset finishes what it accepted, and its wipe ends all the same', async () => {
    const handset = switchedOn(4);
    await handset.untilEvent('enrolled', 1, PATIENCE);
    const before = { accepted: count(handset, 'accepted'), erased: count(handset, 'erased') };
    const { wipeId } = await askFor(await subscriber('taro'), lineIdOf(4));
    await handset.untilEvent('accepted', before.accepted + 1, PATIENCE);

    await system.program.kill();
    system = await startSystemProcess(join(folder, 'system'), ports);
    const taro = await subscriber('taro');
    const wipe = await settles(taro, wipeId);

    // By its report, or, where the system came back too late for that, by its receipt.
    expect(wipe.state).toBe('erased');
    expect(['report', 'receipt']).toContain(wipe.proof);
    expect(count(handset, 'erased')).toBe(before.erased + 1);
    expect(await filesOf(dirOf(4))).not.toContain('internal/of-the-next-life.txt');
    await checkRecord(await taro.record(wipeId));
  });
});

describe('while a system runs', () => {
  test('a second one on its folder is refused and changes nothing', async () => {
    const second = systemProgram(join(folder, 'system'), FREE_PORTS);

    const { code } = await second.end();

    expect(code).toBe(1);
    expect(second.complaints).toMatch(/^\S+ is in use by process \d+\n$/);
    const health = await fetch(`${system.at.endpoint}/_local/health`);
    expect(await health.json()).toEqual({ status: 'ready' });
  });
});

describe('after Ctrl-C', () => {
  let waiting: string;

  test('nothing is left running, and that is no failure', async () => {
    const hanako = await subscriber('hanako');
    const handset = switchOn(2);
    await handset.untilEvent('nothing', 1, PATIENCE);
    await switchOff(handset);
    const { wipeId } = await askFor(hanako, lineIdOf(2));
    waiting = wipeId;
    await reaches(hanako, wipeId, 'waiting-for-handset');

    const { code } = await system.program.interrupt();

    expect(code).toBe(0);
    expect(system.program.complaints).toBe('');
    expect(system.program.hasProcesses).toBe(false);
  });

  test('a port that somebody else took is named, and nothing stays behind', async () => {
    const other = createServer().listen(ports.mqtt, '127.0.0.1');
    await once(other, 'listening');
    const program = systemProgram(join(folder, 'system'), ports);

    const { code } = await program.end().finally(() => other.close());

    expect(code).toBe(1);
    expect(program.complaints).toBe(`port ${ports.mqtt} is taken; --mqtt chooses another\n`);
    expect(program.hasProcesses).toBe(false);
  });

  test('the next start goes on where it was, with handsets that stayed on', async () => {
    system = await startSystemProcess(join(folder, 'system'), ports);
    const hanako = await subscriber('hanako');
    expect(await hanako.wipe(waiting)).toMatchObject({ state: 'waiting-for-handset' });

    switchedOn(2).tell({ do: 'on' });

    expect(await settles(hanako, waiting)).toMatchObject({ state: 'erased', proof: 'report' });
    expect(count(switchedOn(2), 'erased')).toBe(1);
  });
});
