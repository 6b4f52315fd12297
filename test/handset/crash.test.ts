import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { STEPS } from '#handset/faults.ts';
import { createWorld, type World } from './handset-world.ts';
import { orderToErase } from './service.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/handset.ts', import.meta.url));

let world: World;
let started: ChildProcess[];
beforeEach(async () => {
  started = [];
  world = await createWorld();
});
afterEach(async () => {
  for (const child of started.filter(
    ({ exitCode, signalCode }) => exitCode === null && !signalCode,
  )) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await world.close();
});

function start(...options: string[]) {
  const { api, inbox } = world.service;
  const dir = join(world.folder, 'phone');
  const child = spawn(
    process.execPath,
    [PROGRAM, '--json', '--api', api, '--inbox', inbox, '--dir', dir, '--linger', '1', ...options],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  started.push(child);
  const events: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const told = (name: string) =>
    new Promise<void>((resolve) => {
      lines.on('line', () => events.includes(name) && resolve());
    });
  lines.on('line', (line) => events.push(JSON.parse(line).event));
  return {
    child,
    dir,
    events,
    told,
    control: (line: object) => child.stdin.write(`${JSON.stringify(line)}\n`),
  };
}

const phases = () => new Set(world.service.seen.reports.map(({ phase }) => phase));

describe('a handset that dies', () => {
  test.each(STEPS)('after the step "%s" is wiped once all the same', async (step) => {
    world.service.answer = orderToErase();
    const first = start('--fault', `die-after-${step}`);
    const [, signal] = await once(first.child, 'exit');
    const acknowledged = world.service.seen.acknowledged.length;

    const second = start('--no-enrol-again');
    await second.told(step === 'key-destroyed' ? 'on' : 'blank');
    second.control({ do: 'stop' });
    await once(second.child, 'exit');

    expect(signal).toBe('SIGKILL');
    expect(new Set(world.service.seen.reports.map(({ commandHash }) => commandHash)).size).toBe(1);
    expect(phases()).toEqual(new Set(['accepted', 'sd-done', 'erased']));
    expect(await readdir(join(first.dir, 'internal'))).toEqual([]);
    expect(await readdir(join(first.dir, 'sd'))).toEqual([]);
    if (step === 'persisted') expect(acknowledged).toBe(0);
  });

  test('in the middle says at the next boot which command it holds', async () => {
    world.service.answer = orderToErase();
    const first = start('--fault', 'die-after-sd-erased');
    await once(first.child, 'exit');

    const second = start('--no-enrol-again');
    await second.told('blank');

    const [claim, later] = world.service.seen.claims;
    expect(claim?.holding).toBe('none');
    expect(later?.holding).toBe(world.service.seen.reports[0]?.commandHash);
  });

  test('before it enrols again still brings its receipt', async () => {
    world.service.answer = orderToErase();
    const first = start('--fault', 'die-after-key-destroyed');
    await once(first.child, 'exit');
    world.service.answer = () => [];

    const second = start();
    await second.told('enrolled');

    expect(world.service.seen.enrolments[1]?.statement.receipt).toBeDefined();
  });
});

test('control lines switch a handset off and on, and stop ends the process', async () => {
  const { child, control, events, told } = start('--count', '2');
  await told('nothing');
  control({ do: 'off', handset: '0001' });
  await told('off');
  control({ do: 'stop' });

  const [code] = await once(child, 'exit');

  expect(code).toBe(0);
  expect(events.filter((event) => event === 'off')).toHaveLength(2);
});
