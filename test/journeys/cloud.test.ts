import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { runCommand } from '#cloud/commands.ts';
import { Refusal } from '#cloud/refusal.ts';
import { HandsetProcess } from '#demo/handset-process.ts';
import { lineIdOf, numberOf } from '#demo/lines.ts';
import { Program } from '#demo/program.ts';
import { Subscriber } from '#demo/subscriber.ts';
import { quietPorts, startSystemProcess, systemProgram } from '#demo/system-process.ts';
import { PATIENCE, until } from '#demo/until.ts';
import type { Whereabouts } from '#demo/welcome.ts';

// Starts the system and programs beside it, which a busy machine may take its time for.
jest.setTimeout(2 * PATIENCE);

const DAY = 86_400_000;

let folder: string;
let data: string;
let system: { program: Program; at: Whereabouts };
let handset: HandsetProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-wipe-cloud-'));
  data = join(folder, 'system');
  system = await startSystemProcess(data, await quietPorts());
  handset = new HandsetProcess(system.at, {
    dir: join(folder, 'handset'),
    number: numberOf(1),
  });
  // By then its claim was answered, and both functions have written what they have to say.
  await handset.untilEvent('nothing', 1, PATIENCE);
});

afterAll(async () => {
  await handset.stop();
  await system.program.kill();
  await rm(folder, { recursive: true, force: true });
});

/** What a command printed. @throws Refusal */
async function cloud(...args: string[]): Promise<string[]> {
  const lines: string[] = [];
  const terminal = {
    print: (line: string) => lines.push(line),
    ask: async () => undefined,
    interruption: new AbortController().signal,
  };
  await runCommand([...args, '--data', data], terminal);
  return lines;
}

const refusal = (...args: string[]) =>
  cloud(...args).then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );

/** The same as a program. */
const program = (...args: string[]) => new Program('cloud', [...args, '--data', data]);

describe('cloud status', () => {
  const Status = z.looseObject({
    status: z.string(),
    endpoint: z.string(),
    clock: z.object({ now: z.number(), offsetMilliseconds: z.number() }),
    executions: z.record(z.string(), z.record(z.string(), z.number())),
    tables: z.record(z.string(), z.number()),
    functions: z.record(z.string(), z.object({ calls: z.number(), errors: z.number() })),
    queues: z.record(z.string(), z.number()),
    messages: z.record(z.string(), z.number()),
  });

  test('counts what is in the system', async () => {
    const [line = ''] = await cloud('status', '--json');
    const status = Status.parse(JSON.parse(line));

    expect(status).toMatchObject({
      ...system.at,
      status: 'ready',
      executions: { WipeWorkflow: {} },
      tables: { LinesTable: 12, EnrolmentsTable: 1, WipesTable: 0, GovernorTable: 0 },
      messages: { sms: 1 },
    });
    expect(status.functions['enrol']).toEqual({ calls: 1, errors: 0 });
    expect(status.functions['show-record']).toEqual({ calls: 0, errors: 0 });
    expect(new Set(Object.values(status.queues))).toEqual(new Set([0]));
  });

  test('tells people where everything is', async () => {
    const text = (await cloud('status')).join('\n');

    const { api, issuer, inbox, endpoint, mqtt } = system.at;
    for (const place of [api, issuer, inbox, endpoint, mqtt, data]) expect(text).toContain(place);
    expect(text).toMatch(/^The system is ready/);
    expect(text).toMatch(/^ {2}enrol +1$/m);
    expect(text).toMatch(/^Not called: .*show-record/m);
  });
});

describe('cloud logs', () => {
  const Template = z.object({
    Resources: z.record(
      z.string(),
      z.object({ Properties: z.record(z.string(), z.unknown()).optional() }),
    ),
  });

  test('shows what a function wrote, between the lines of Lambda', async () => {
    const lines = await cloud('logs', 'enrol');

    expect(lines[0]).toMatch(/^\S+Z {2}enrol {2}start /);
    expect(lines.some((line) => line.includes('INFO enrolled lineId=line-0001'))).toBe(true);
    expect(lines.at(-1)).toMatch(/report success .* ms/);
  });

  test('knows a function by its logical id as well', async () => {
    const template = await readFile(
      join(data, 'assembly', 'RemoteWipe-Service.template.json'),
      'utf8',
    );
    const { Resources } = Template.parse(JSON.parse(template));
    const [logicalId = ''] =
      Object.entries(Resources).find(
        ([, { Properties }]) => Properties?.['Description'] === 'Remote wipe: issue-command',
      ) ?? [];

    const lines = await cloud('logs', logicalId, '--json');
    const other = await refusal('logs', logicalId.replace(/.$/, 'Z'));

    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toBeInstanceOf(Object);
    expect(other?.message).toMatch(/^there is no function /);
  });

  test('shows all functions in order of time', async () => {
    const lines = await cloud('logs', '--all');

    const times = lines.flatMap((line) => /^\S+Z(?= )/.exec(line)?.[0] ?? []);
    expect(times).toEqual(times.toSorted());
    expect(new Set(lines.map((line) => line.split(/ {2}/)[1])).size).toBeGreaterThan(2);
  });

  test('names the functions that there are when it is given another', async () => {
    const refused = await refusal('logs', 'wipe-everything');

    expect(refused?.exitCode).toBe(1);
    expect(refused?.message).toMatch(/there are act-on-wipe, .*issue-command/);
  });

  test('goes on with what is written later until Ctrl-C, which is no failure', async () => {
    const following = program('logs', 'list-lines', '--follow');
    const token = await cloud('token', 'hanako');
    const subscriber = new Subscriber(system.at.api, token[0] ?? '');
    await subscriber.lines();

    await following.line(/list-lines {2}report success/);
    const { code } = await following.interrupt();

    expect(code).toBe(0);
    expect(following.complaints).toBe('');
  });

  test.each([[['logs']], [['logs', 'enrol', '--all']], [['logs', 'enrol', '--since', 'noon']]])(
    'refuses %j',
    async (args) => {
      expect((await refusal(...args))?.exitCode).toBe(2);
    },
  );
});

describe('cloud inbox', () => {
  test('shows what would have been sent, to whom', async () => {
    const [sms = '', ...more] = await cloud('inbox', '--to', '+819000000001');

    expect(more).toEqual([]);
    expect(sms).toMatch(/^\S+Z {2}sms {2}\+819000000001\n {4}.*code: \d{8}/);
    expect(await cloud('inbox', '--to', 'nobody@example.com')).toEqual([]);
    expect(await cloud('inbox', '--kind', 'mail', '--last', '0')).toEqual([]);
    expect((await refusal('inbox', '--kind', 'fax'))?.exitCode).toBe(2);
  });

  test('goes on with what comes later until Ctrl-C', async () => {
    const following = program('inbox', '--follow', '--last', '1', '--json', '--kind', 'sms');
    const first = await following.line(/"sms"/);

    await fetch(`${system.at.api}/v1/enrolments/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number: numberOf(2) }),
    });
    const second = await until('the next message', () => following.lines[1]);
    const { code } = await following.interrupt();

    expect(JSON.parse(first)).toMatchObject({ to: '+819000000001' });
    expect(JSON.parse(second)).toMatchObject({ to: '+819000000002' });
    expect(code).toBe(0);
  });
});

describe('cloud token', () => {
  test('prints a token that the API takes, and nothing else', async () => {
    const printing = program('token', 'taro');

    expect(await printing.end()).toEqual({ code: 0, signal: null });
    const [token = '', ...more] = printing.lines;
    expect(more).toEqual([]);
    expect(printing.complaints).toBe('');
    const lines = await new Subscriber(system.at.api, token).lines();
    expect(lines.map(({ lineId }) => lineId)).toEqual([lineIdOf(3), lineIdOf(4)]);
  });

  test('can be had by each way to sign in', async () => {
    const acr = async (...args: string[]) => {
      const [token = ''] = await cloud('token', 'hanako', ...args);
      const [, payload = ''] = token.split('.');
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).acr;
    };

    expect(await acr()).toBe('2');
    expect(await acr('--way', 'password')).toBe('1');
    expect(await acr('--way', 'passkey')).toBe('2');
    expect((await refusal('token', 'hanako', '--way', 'luck'))?.exitCode).toBe(2);
  });

  test('is for people that there are', async () => {
    const refused = await refusal('token', 'somebody');

    expect(refused?.exitCode).toBe(2);
    expect(refused?.message).toContain('hanako, taro, jiro, office');
  });
});

describe('cloud time', () => {
  test('goes forward, and logs can be asked for since then', async () => {
    const before = await cloud('logs', 'enrol', '--since', '1d');
    const [shown] = await cloud('time');
    const [pushed] = await cloud('time', '+30d');
    const [line = ''] = await cloud('time', '--json');

    expect(before.length).toBeGreaterThan(0);
    expect(shown).toMatch(/, the time of this machine$/);
    expect(pushed).toMatch(/, 30d ahead of this machine$/);
    const { now, offsetMilliseconds } = JSON.parse(line);
    expect(offsetMilliseconds).toBe(30 * DAY);
    expect(now).toBeGreaterThan(Date.now() + 29 * DAY);
    expect(await cloud('logs', 'enrol', '--since', '1d')).toEqual([]);
  });

  test.each(['-1h', '1h', '+1', '+1w', '+4000d'])('does not take %s', async (step) => {
    const [before = ''] = await cloud('time', '--json');

    expect((await refusal('time', step))?.exitCode).toBe(2);

    const [after = ''] = await cloud('time', '--json');
    const offset = JSON.parse(before).offsetMilliseconds;
    expect(JSON.parse(after).offsetMilliseconds).toBe(offset);
  });
});

describe('the program', () => {
  test('explains itself and each command', async () => {
    const [help = ''] = await cloud('--help');
    for (const name of ['status', 'logs', 'inbox', 'time', 'token', 'reset']) {
      expect(help).toContain(`\n  ${name} `);
      const [own] = await cloud(name, '--help');
      expect(own).toMatch(new RegExp(`^npm run .*cloud -- ${name}`));
      expect(own).toContain('--data DIR');
    }
  });

  test.each([[[]], [['stats']], [['status', '--jsn']], [['status', 'now']]])(
    'ends with 2 and a line for the person when it is given %j',
    async (args) => {
      const misused = new Program('cloud', args);

      expect(await misused.end()).toEqual({ code: 2, signal: null });
      expect(misused.lines).toEqual([]);
      expect(misused.complaints).toMatch(/./);
      expect(misused.complaints).not.toMatch(/^ +at /m);
    },
  );
});

describe('of a system that was killed', () => {
  test('nothing is believed, and all of it can be deleted', async () => {
    expect((await refusal('reset', '--yes'))?.message).toMatch(/stop it first$/);
    expect((await cloud('status')).length).toBeGreaterThan(0);

    await system.program.kill();

    const status = program('status');
    expect(await status.end()).toEqual({ code: 1, signal: null });
    expect(status.complaints).toBe(`nothing runs on ${data}; npm start starts it\n`);
    expect(await readdir(data)).toContain('running.json');
    expect(await cloud('reset', '--yes')).toEqual([`deleted all in ${data}`]);
    expect(await readdir(data)).toEqual([]);
  });

  test('the next one is not up before it says so, and is a new one', async () => {
    const next = systemProgram(data, await quietPorts());
    const early = await until('the start', async () => {
      const refused = await refusal('status');
      return refused?.message.startsWith('nothing runs') ? undefined : refused;
    });
    expect(early.message).toMatch(/is not up yet \(process \d+\)$/);

    await next.line(/^{/);

    const [line = ''] = await cloud('time', '--json');
    expect(JSON.parse(line).offsetMilliseconds).toBe(0);
    await next.interrupt();
    expect((await refusal('status'))?.message).toMatch(/^nothing runs on/);
  });
});
