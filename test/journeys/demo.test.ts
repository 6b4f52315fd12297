import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { Program } from '#demo/program.ts';
import { PATIENCE } from '#demo/until.ts';

// Each starts the whole system, which a busy machine may take its time for.
jest.setTimeout(4 * PATIENCE);

/** Where the demonstration puts what it needs. */
let folder: string;
let program: Program;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-wipe-demo-test-'));
});
afterEach(async () => {
  await program.kill();
  await rm(folder, { recursive: true, force: true });
});

function start(...args: string[]): Program {
  program = new Program('demo', args, { TMPDIR: folder });
  return program;
}

async function play(...args: string[]) {
  const { code } = await start(...args).end(3 * PATIENCE);
  return { code, lines: program.lines, complaints: program.complaints };
}

async function expectNothingLeft(): Promise<void> {
  expect(program.hasProcesses).toBe(false);
  expect(await readdir(folder)).toEqual([]);
}

const Step = z.looseObject({
  seconds: z.number(),
  step: z.string(),
  erased: z.number().optional(),
});

describe('the demonstration', () => {
  test('wipes a handset, proves it, and leaves nothing behind', async () => {
    const { code, lines, complaints } = await play();

    expect(complaints).toBe('');
    expect(code).toBe(0);
    expect(lines.at(-1)).toMatch(/1 of one handset erased$/);
    expect(lines.filter((line) => line.includes('gone: internal/')).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('gone: sd/')).length).toBeGreaterThan(0);
    await expectNothingLeft();
  });

  test('wipes a handset that comes back later', async () => {
    const { code, lines } = await play('--offline', '2');

    expect(code).toBe(0);
    const told = lines.join('\n');
    expect(told).toMatch(/switched off.*waiting-for-handset.*switched on again.*issued/s);
    await expectNothingLeft();
  });

  test('leaves a handset alone whose wipe is cancelled in time', async () => {
    const { code, lines } = await play('--cancel');

    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/the answer: cancelled.*every file is still there$/s);
    await expectNothingLeft();
  });

  test('wipes several side by side, and tells it in JSON', async () => {
    const { code, lines } = await play('--handsets', '5', '--json');

    expect(code).toBe(0);
    const steps = lines.map((line) => Step.parse(JSON.parse(line)));
    expect(steps.at(-1)).toMatchObject({ step: '5 of 5 handsets erased', erased: 5 });
    const seconds = steps.map((step) => step.seconds);
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    await expectNothingLeft();
  });

  test('that is broken off leaves nothing behind', async () => {
    const demo = start('--offline', '600');
    await demo.line(/switched off/);

    const { code } = await demo.interrupt();

    expect(code).toBe(130);
    await expectNothingLeft();
  });
});

describe('the command line', () => {
  test.each([
    ['--handset', /^Unknown option '--handset'/],
    ['--handsets=0', /^--handsets takes a whole number from 1 to 1000$/],
    ['--offline=soon', /^--offline takes a whole number from 0 to 600$/],
    ['phone', /^Unexpected argument 'phone'/],
  ])('refuses %s with one line', async (argument, complaint) => {
    const { code, lines, complaints } = await play(argument);

    expect(code).toBe(1);
    expect(lines).toEqual([]);
    expect(complaints.trimEnd()).toMatch(complaint);
    expect(complaints.trimEnd()).not.toContain('\n');
    await expectNothingLeft();
  });

  test('explains itself', async () => {
    const { code, lines } = await play('--help');

    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^npm run demo/);
  });
});
