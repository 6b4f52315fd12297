/** The pause drill: amid many wipes an operator stops all commands; later two let them go on, and every wipe ends. */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { assemble } from '#demo/assemblies.ts';
import { NO_LIMITS } from '#demo/context.ts';
import type { FurtherPerson } from '#demo/further-people.ts';
import { lineIdOf, numberOf, sampleLine } from '#demo/lines.ts';
import { seed } from '#demo/seed.ts';
import { quietPorts } from '#demo/system-process.ts';
import { until, within } from '#demo/until.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { AwsView } from '../crash/aws-view.ts';
import { SystemUnderDrill } from '../crash/system.ts';
import { Fleet } from '../fleet.ts';
import { interruptible } from '../interruptible.ts';
import type { DrillOptions } from '../options.ts';
import { type ApiAnswer, Person } from '../person.ts';
import type { DrillReport, DrillResult } from '../report.ts';
import { cloudLog, functionLogs, wipesAmong } from '../seen.ts';
import { checkPause } from './check.ts';
import { Decided, DispatchShown, type PauseEvidence } from './evidence.ts';

const FIRST_SERIAL = 40_001;
const OWNER = {
  ...{ id: 'owner', name: 'Owner of a fleet', person: 'p-owner' },
  ...{ role: 'subscriber', account: 'a-fleet' },
} as const satisfies FurtherPerson;
/** Requests under way at a time. */
const AT_ONCE = 8;
/** How much of all is erased, in hundredths, when the operator acts. */
const AMID = 30;
/** How often, while it is paused, time is pushed on, and by how much: whatever could go out by itself has its turn. */
const PUSHES_PAUSED = 3;
const PUSH = 2 * MINUTE;
/** Real milliseconds: for the whole of a phase, and for nothing to move any more. */
const PATIENCE = 600_000;
const QUIET = 1_500;

interface Around {
  readonly report: DrillReport;
  readonly interruption: AbortSignal;
}

/** Runs it in a folder that is its own. `interruption` ends it early. */
export async function drillPause(
  folder: string,
  { requests }: Pick<DrillOptions, 'requests'>,
  around: Around,
): Promise<Omit<DrillResult, 'folder'>> {
  const assemblyDir = join(folder, 'assembly');
  await mkdir(folder, { recursive: true });
  around.report.step('synthesizing the app, with the limits of the governor raised for the run');
  await assemble(assemblyDir, NO_LIMITS);
  around.interruption.throwIfAborted();
  const peopleFile = join(folder, 'people.json');
  await writeFile(peopleFile, JSON.stringify([OWNER]));
  const system = new SystemUnderDrill({
    ...{ folder: join(folder, 'system'), ports: await quietPorts(), assemblyDir, peopleFile },
  });
  const fleet = new Fleet({
    ...{ folder: join(folder, 'handsets'), firstSerial: FIRST_SERIAL, count: requests },
  });
  const clean = async () => {
    await fleet.stop();
    await system.stop();
  };
  const playing = startAndPlay({ system, fleet, requests, ...around });
  const evidence = await interruptible(playing, { interruption: around.interruption, clean });
  await writeFile(join(folder, 'evidence.json'), JSON.stringify(evidence, null, 1));
  return { violations: checkPause(evidence), figures: figuresOf(evidence) };
}

async function startAndPlay(ground: Omit<Ground, 'view'>): Promise<PauseEvidence> {
  await ground.system.start();
  const view = new AwsView(ground.system.at.endpoint);
  return play({ ...ground, view }).finally(() => view.close());
}

interface Ground extends Around {
  readonly system: SystemUnderDrill;
  readonly fleet: Fleet;
  readonly view: AwsView;
  readonly requests: number;
}

async function play(ground: Ground): Promise<PauseEvidence> {
  const { system, fleet, requests, report, interruption } = ground;
  await addLines(ground);
  await fleet.enrol(system, (enrolled) => {
    interruption.throwIfAborted();
    report.step(`${enrolled} of ${requests} handsets enrolled`);
  });
  report.step(`${requests} wipes are asked for`);
  const asking = askForAll(ground);
  const amid = Math.ceil((requests * AMID) / 100);
  const pausing = pauseOnce(ground, () => isErased(fleet, amid));
  const [pausedAt, asked] = await Promise.all([pausing, asking]);
  await stayPaused(ground);
  const { alone, resumedAt } = await resume(ground);
  const areSettled = async () => (await openWipes(ground.view)).length === 0;
  const allEnded = await pushUntil(ground, areSettled);
  report.step(allEnded ? 'every wipe is settled' : 'patience ended before every wipe was settled');
  return collect(ground, { asked, pausedAt, resumedAt, alone });
}

const isErased = (fleet: Fleet, count: number) =>
  fleet.events.filter(({ event }) => event === 'erased').length >= count || undefined;

async function addLines({ system, requests }: Ground): Promise<void> {
  const line = { account: OWNER.account, plan: 'business', mail: 'it@fleet.example.com' } as const;
  const serials = Array.from({ length: requests }, (_, n) => FIRST_SERIAL + n);
  await seed(
    system.at.endpoint,
    serials.map((serial) => sampleLine(serial, line, Date.now())),
  );
}

async function askForAll({ system, fleet, requests, interruption }: Ground) {
  const owner = new Person(system, OWNER.id);
  const asked: PauseEvidence['asked'][number][] = [];
  await inParallel(Array(requests).keys(), AT_ONCE, async (handset) => {
    interruption.throwIfAborted();
    const lineId = lineIdOf(FIRST_SERIAL + handset);
    const lastFour = numberOf(FIRST_SERIAL + handset).slice(-4);
    const body = { enrolmentId: fleet.enrolmentOf(handset), lastFour, consents: [] };
    const answer = await owner.post(`/v1/lines/${lineId}/wipes`, body, randomUUID());
    const wipeId = Opened.safeParse(answer.body).data?.wipeId;
    asked.push({ lineId, status: answer.status, ...(wipeId !== undefined && { wipeId }) });
  });
  return asked;
}

const Opened = z.object({ wipeId: z.string() });

/** Answers when the operator, who has watched, knew that it holds. */
async function pauseOnce({ system, report }: Ground, isTime: () => true | undefined) {
  const operator = new Person(system, 'operator');
  await operator.get('/v1/ops/dispatch');
  await until('some handsets to be erased', isTime, PATIENCE);
  const answer = await operator.post('/v1/ops/dispatch/pause', { reason: 'a drill' });
  const pausedAt = system.now();
  expected(answer, 'paused');
  report.step('an operator has paused all commands');
  return pausedAt;
}

/** Until nothing moves, and then through a few minutes more. */
async function stayPaused(ground: Ground): Promise<void> {
  const { system, view, report } = ground;
  const areHeld = async () => (await openWipes(view)).every(({ state }) => state === 'held');
  await pushUntil(ground, areHeld);
  for (let pushed = 0; pushed < PUSHES_PAUSED; pushed += 1) {
    await system.pushClock(PUSH);
    await untilQuiet(view);
  }
  report.step(`${(await openWipes(view)).length} wipes are kept back`);
}

/** One proposes and confirms alone, in vain; then another one confirms. */
async function resume({ system, report }: Ground) {
  const [first, second] = [new Person(system, 'operator'), new Person(system, 'second-operator')];
  const proposed = await first.post('/v1/ops/dispatch/resume', { reason: 'the drill is over' });
  const { proposal } = expected(proposed, 'proposed');
  const confirm = (person: Person) =>
    person.post('/v1/ops/dispatch/resume/confirmation', { proposal, reason: 'seen' });
  const { status, code } = await confirm(first);
  const resumedAt = system.now();
  expected(await confirm(second), 'resumed');
  report.step('two operators have let commands go out again');
  return { resumedAt, alone: { status, ...(code !== undefined && { code }) } };
}

/** @throws Error for another answer. */
function expected({ status, body, code }: ApiAnswer, result: string) {
  const decided = Decided.safeParse(body);
  if (decided.data?.result === result) return decided.data;
  throw new Error(`an operator is answered ${status} ${code ?? ''} where ${result} is meant`);
}

async function openWipes(view: AwsView): Promise<Wipe[]> {
  const { wipes } = wipesAmong(await view.items('WipesTable'));
  return wipes.filter(({ openShard }) => openShard !== undefined);
}

async function untilQuiet(view: AwsView): Promise<void> {
  let before = '';
  let since = performance.now();
  await within(PATIENCE, async () => {
    const now = await view.versionsOfWipes();
    if (now !== before) since = performance.now();
    before = now;
    return performance.now() - since > QUIET || undefined;
  });
}

/** Pushes time on whenever nothing moves any more. Answers whether the site came to what is wanted before patience ended. */
async function pushUntil(
  { view, system, interruption }: Ground,
  wanted: () => Promise<boolean>,
): Promise<boolean> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    await untilQuiet(view);
    interruption.throwIfAborted();
    if (await wanted()) return true;
    await system.pushClock(PUSH);
  }
  return false;
}

async function collect(
  { system, fleet, view }: Ground,
  known: Pick<PauseEvidence, 'asked' | 'pausedAt' | 'resumedAt' | 'alone'>,
): Promise<PauseEvidence> {
  await fleet.look();
  const { body } = await new Person(system, 'operator').get('/v1/ops/dispatch');
  const logs = await functionLogs(system.options.folder);
  return {
    ...known,
    ...logs,
    dispatch: DispatchShown.parse(body),
    signed: logs.functionLog.flatMap(({ code, line }) =>
      code === 'command-signed' ? signedIn(line) : [],
    ),
    ...wipesAmong(await view.items('WipesTable')),
    lives: fleet.lives,
    events: fleet.events,
    crashes: fleet.hasCrashed ? 1 : 0,
    log: await cloudLog(system.logFile),
    deadLetters: await view.deadLetters(),
  };
}

const Signed = z.object({ wipeId: z.string(), timestamp: z.iso.datetime() });

function signedIn(line: string): { wipeId: string; at: number } {
  const { wipeId, timestamp } = Signed.parse(JSON.parse(line));
  return { wipeId, at: Date.parse(timestamp) };
}

function figuresOf({ asked, signed, wipes, events, pausedAt, resumedAt }: PauseEvidence) {
  const before = signed.filter(({ at }) => at < resumedAt).map(({ at }) => at);
  const isHeld = ({ events: own }: Wipe) => own.some(({ type }) => type === 'held');
  return {
    'wipes asked for': asked.length,
    'commands signed before the end of the pause': before.length,
    'ms from the pause to the last of them': Math.max(...before) - pausedAt,
    'wipes held': wipes.filter(isHeld).length,
    'minutes of pause': Math.round((resumedAt - pausedAt) / MINUTE),
    'commands signed in all': signed.length,
    'wipes erased': wipes.filter(({ state }) => state === 'erased').length,
    'erasures told by handsets': events.filter(({ event }) => event === 'erased').length,
  };
}
