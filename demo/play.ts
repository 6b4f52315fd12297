/** The demonstration: real wipes from request to sealed record, told step by step. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkRecord, type RecordContent } from './check-record.ts';
import { filesOf } from './files.ts';
import { HandsetProcess } from './handset-process.ts';
import { FIRST_OF_MORE, moreLines, numberOf } from './lines.ts';
import type { DemoOptions } from './options.ts';
import type { PersonId } from './people.ts';
import type { Reporter } from './reporter.ts';
import { signIn } from './sign-in.ts';
import { type Line, Subscriber, type Wipe } from './subscriber.ts';
import type { System } from './system.ts';

/** How long anything may take before the demonstration gives up, milliseconds. */
const PATIENCE = 120_000;

interface Target {
  readonly line: Line;
  readonly enrolmentId: string;
  readonly dir: string;
  /** The files on it before the request. */
  readonly files: readonly string[];
}

/** Plays it through, unless it is interrupted; answers whether everything ended as it should. */
export async function play(
  system: System,
  dataDir: string,
  options: DemoOptions,
  { report, interruption }: { report: Reporter; interruption: AbortSignal },
): Promise<boolean> {
  const many = options.handsets > 1;
  const person: PersonId = many ? 'office' : 'hanako';
  const first = many ? FIRST_OF_MORE : 1;
  if (many) await system.addLines(moreLines(options.handsets, system.cloud.clock.now()));
  const dirOf = (n: number) => join(dataDir, 'handsets', String(n));
  const handsets = new HandsetProcess(system, {
    dir: join(dataDir, 'handsets', '{n}'),
    number: numberOf(first),
    count: options.handsets,
  });
  interruption.addEventListener('abort', () => void handsets.kill());
  try {
    await handsets.untilEvent('enrolled', options.handsets, PATIENCE);
    report.step(`${counted(options.handsets, 'handset')} enrolled, with files on it`);
    const subscriber = new Subscriber(system.api, await signIn(system.issuer, person));
    report.step('signed in with two factors');
    const numbers = Array.from({ length: options.handsets }, (_, i) => numberOf(first + i));
    const targets = await findTargets(subscriber, numbers, dirOf);
    const stage = { subscriber, handsets, targets, options, report, interruption };
    return options.cancel ? await playCancel(stage) : await playWipe(stage);
  } finally {
    await handsets.stop();
  }
}

interface Stage {
  readonly subscriber: Subscriber;
  readonly handsets: HandsetProcess;
  readonly targets: readonly Target[];
  readonly options: DemoOptions;
  readonly report: Reporter;
  readonly interruption: AbortSignal;
}

const counted = (n: number, what: string) => (n === 1 ? `one ${what}` : `${n} ${what}s`);

/** Finds each number's line by its last four digits, and what is on its handset. */
async function findTargets(
  subscriber: Subscriber,
  numbers: readonly string[],
  dirOf: (n: number) => string,
): Promise<Target[]> {
  const lines = await subscriber.lines();
  return Promise.all(
    numbers.map(async (number, index) => {
      const line = lines.find((candidate) => candidate.number.endsWith(number.slice(-4)));
      const enrolmentId = line?.handsets[0]?.enrolmentId;
      if (line === undefined || enrolmentId === undefined)
        throw new Error('a line does not show its handset');
      const dir = dirOf(index + 1);
      return { line, enrolmentId, dir, files: await filesOf(dir) };
    }),
  );
}

/** Between two requests, milliseconds: below what the API takes of them in a second. */
const PACE = 40;

/** Asks for the wipe, in its turn. */
async function request(
  subscriber: Subscriber,
  { line, enrolmentId }: Target,
  turn: number,
): Promise<Wipe> {
  await sleep(PACE * turn);
  const lastFour = line.number.slice(-4);
  return subscriber.requestWipe(line.lineId, { enrolmentId, lastFour, consents: [] });
}

async function playWipe(stage: Stage) {
  const { subscriber, handsets, targets, options, report } = stage;
  if (options.offline > 0) await switchOff(handsets, report);
  const single = targets.length === 1;
  let done = 0;
  const asked = await Promise.all(
    targets.map(async (target, turn) => ({
      target,
      wipe: await request(subscriber, target, turn),
    })),
  );
  const coming = options.offline > 0 ? comeBack(stage, asked) : Promise.resolve();
  const watching = asked.map(async ({ target, wipe: { wipeId } }) => {
    const ended = await subscriber.watch(wipeId, {
      done: ({ settled }) => settled,
      ...(single && { tell: (entry) => report.step(`${entry.state}: ${entry.type}`, { entry }) }),
      patience: PATIENCE + options.offline * 1000,
      pause: pauseOf(targets),
    });
    report.progress(++done, targets.length);
    return { target, ended };
  });
  const [wipes] = await Promise.all([Promise.all(watching), coming]);
  report.step('record sealed and message sent');
  const verdicts = await Promise.all(
    wipes.map(({ target, ended }) => proveErased(subscriber, target, ended, single && report)),
  );
  const erased = verdicts.filter((verdict) => verdict).length;
  report.step(`${erased} of ${counted(targets.length, 'handset')} erased`, { erased });
  return erased === targets.length;
}

/** Many watchers share what one may ask: some fifty looks a second in all. */
const pauseOf = (targets: readonly Target[]) => Math.max(100, 20 * targets.length);

const isWaiting = ({ state }: Wipe) => state === 'waiting-for-handset';

/** Switches the handsets on again, so many seconds after every wipe had begun to wait for its own. */
async function comeBack(stage: Stage, asked: readonly { readonly wipe: Wipe }[]): Promise<void> {
  const { subscriber, targets, options } = stage;
  for (const { wipe } of asked)
    await subscriber.watch(wipe.wipeId, {
      done: isWaiting,
      patience: PATIENCE,
      pause: pauseOf(targets),
    });
  await switchOn(stage, options.offline);
}

/** The record as a person would read it: without the signed evidence behind each event. */
function printable({ events, ...content }: RecordContent): unknown {
  return { ...content, events: events.map(({ n, type, to }) => `${n} ${type}: ${to}`) };
}

/** Believes the folder, not the service. */
async function proveErased(
  subscriber: Subscriber,
  { dir, files, line }: Target,
  { wipeId, state }: Wipe,
  report: Reporter | false,
): Promise<boolean> {
  const sealed = await subscriber.record(wipeId);
  const content = await checkRecord(sealed);
  const present = await filesOf(dir);
  const left = files.filter((file) => present.includes(file));
  if (report) {
    report.step(
      `the record of ${line.number} verifies: signature, content, ${content.events.length} chained events`,
      { record: sealed.record },
    );
    report.show(printable(content));
    for (const { kind, result } of content.storages) report.step(`  ${kind}: ${result}`);
    for (const file of files)
      report.step(`  ${left.includes(file) ? 'STILL THERE' : 'gone'}: ${file}`);
  }
  return state === 'erased' && files.length > 0 && left.length === 0;
}

async function playCancel(stage: Stage) {
  const { subscriber, handsets, targets, report } = stage;
  await switchOff(handsets, report);
  const wipes = await Promise.all(
    targets.map((target, index) => request(subscriber, target, index)),
  );
  for (const { wipeId } of wipes)
    await subscriber.watch(wipeId, { done: isWaiting, patience: PATIENCE });
  report.step('requested; the wipe waits for the handset');
  for (const { wipeId } of wipes) {
    const { result } = await subscriber.cancel(wipeId);
    report.step(`asked to cancel; the answer: ${result}`, { result });
  }
  const claims = handsets.count('nothing');
  await switchOn(stage, 0);
  await handsets.untilEvent('nothing', claims + targets.length, PATIENCE);
  report.step('the handset claimed and was told that nothing waits');
  const kept = await Promise.all(
    targets.map(async ({ dir, files }) => {
      const present = await filesOf(dir);
      return files.length > 0 && files.every((file) => present.includes(file));
    }),
  );
  const ends = await Promise.all(
    wipes.map(({ wipeId }) =>
      subscriber.watch(wipeId, { done: ({ settled }) => settled, patience: PATIENCE }),
    ),
  );
  const good = kept.every((all) => all) && ends.every(({ state }) => state === 'cancelled');
  report.step(good ? 'every file is still there' : 'SOMETHING WAS ERASED', { kept });
  return good;
}

async function switchOff(handsets: HandsetProcess, report: Reporter): Promise<void> {
  const before = handsets.count('off');
  handsets.tell({ do: 'off' });
  await handsets.untilEvent('off', before + 1);
  report.step('the handset is switched off');
}

async function switchOn({ handsets, report, interruption }: Stage, after: number): Promise<void> {
  await sleep(after * 1000, undefined, { signal: interruption });
  handsets.tell({ do: 'on' });
  report.step('the handset is switched on again');
}
