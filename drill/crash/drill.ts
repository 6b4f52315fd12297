/** The crash drill: load, kills, rest, evidence, verdict. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemble } from '#demo/assemblies.ts';
import { NO_LIMITS } from '#demo/context.ts';
import { lineIdOf, numberOf, sampleLine } from '#demo/lines.ts';
import { seed } from '#demo/seed.ts';
import { quietPorts } from '#demo/system-process.ts';
import { until } from '#demo/until.ts';
import { Chance } from '../chance.ts';
import { interruptible } from '../interruptible.ts';
import type { DrillOptions } from '../options.ts';
import type { DrillReport, DrillResult } from '../report.ts';
import { AwsView } from './aws-view.ts';
import { checkCrash } from './check/check.ts';
import { collect, textOf } from './collect.ts';
import { Crew } from './crew.ts';
import { ACCOUNT, Customers } from './customer.ts';
import type { Evidence } from './evidence.ts';
import { killAll } from './kills.ts';
import { Lives } from './lives.ts';
import { Load, type Site } from './load.ts';
import { CREW_SIZE, CREWS, HANDSETS, planAbsent, planActs, planKills } from './plan.ts';
import { settle } from './settle.ts';
import { SystemUnderDrill } from './system.ts';
import { warmUp } from './warm-up.ts';

/** Behind the sample lines and those of the tests. */
const FIRST_SERIAL = 7_001;

/** Runs it in a folder that is its own. `interruption` ends it early. */
export async function drillCrash(
  folder: string,
  options: DrillOptions,
  { report, interruption }: { report: DrillReport; interruption: AbortSignal },
): Promise<Omit<DrillResult, 'folder'>> {
  const assemblyDir = join(folder, 'assembly');
  report.step('synthesizing the app, with the limits of the governor raised for the run');
  await mkdir(folder, { recursive: true });
  await Promise.all([assemble(assemblyDir, NO_LIMITS), warmUp()]);
  interruption.throwIfAborted();
  const ports = await quietPorts();
  const system = new SystemUnderDrill({ folder: join(folder, 'system'), ports, assemblyDir });
  const crews: Crew[] = [];
  const clean = async () => {
    await Promise.all(crews.map((crew) => crew.stop()));
    await system.stop();
  };
  return interruptible(play({ system, crews, folder }, options, report), { interruption, clean });
}

interface Ground {
  readonly system: SystemUnderDrill;
  /** Filled when they start. */
  readonly crews: Crew[];
  readonly folder: string;
}

async function play(
  ground: Ground,
  { seed: chosen, kills }: DrillOptions,
  report: DrillReport,
): Promise<Omit<DrillResult, 'folder'>> {
  const { system, folder } = ground;
  const chance = new Chance(chosen);
  await system.start();
  const view = new AwsView(system.at.endpoint);
  const mailOf = await addLines(system);
  const site = await populate(ground);
  report.step(`${HANDSETS} handsets enrolled, with files on them; the killing begins`);

  const enough = new AbortController();
  const load = new Load(site).run(planActs(chance.fork('acts')), enough.signal);
  let killed = 0;
  const killing = killAll(site, planKills(chance.fork('kills'), kills), (what) => {
    killed += 1;
    report.step(`kill ${killed} of ${kills}: ${what}`);
  }).finally(() => enough.abort());
  await Promise.all([load, killing]);
  report.step('no more kills; time is pushed on until everything is settled');
  const absent = planAbsent(chance.fork('absent'));
  await settle(site, view, { absent, tell: report.step });
  report.step('collecting what there is to see');
  const evidence = await collect(site, view, mailOf);
  view.close();
  await writeFile(join(folder, 'evidence.json'), textOf(evidence));
  return {
    violations: await checkCrash(evidence),
    figures: { kills: killed, ...figuresOf(evidence, system) },
  };
}

/** Starts the crews and waits until each handset has begun its first life. */
async function populate({ system, crews, folder }: Ground): Promise<Site> {
  for (let index = 0; index < CREWS; index += 1)
    crews.push(
      new Crew({
        at: system.at,
        folder: join(folder, 'handsets', `crew-${index + 1}`),
        firstSerial: FIRST_SERIAL + index * CREW_SIZE,
      }),
    );
  const members = Array.from({ length: CREW_SIZE }, (_, member) => member);
  const lives = new Lives(crews.flatMap((crew) => members.map((member) => crew.dirOf(member))));
  for (const crew of crews) crew.start();
  await until('every handset to be enrolled', async () => {
    await lives.look();
    return lives.all.length === HANDSETS || undefined;
  });
  const customers = new Customers(system);
  return { system, crews, lives, customers, firstSerial: FIRST_SERIAL };
}

/** A line for each handset, each with an account holder of its own to tell. */
async function addLines(system: SystemUnderDrill): Promise<ReadonlyMap<string, string>> {
  const serials = Array.from({ length: HANDSETS }, (_, index) => FIRST_SERIAL + index);
  const mailOf = new Map(
    serials.map((serial) => [lineIdOf(serial), `owner-of-${numberOf(serial)}@example.com`]),
  );
  const lines = serials.map((serial) => {
    const mail = mailOf.get(lineIdOf(serial)) ?? '';
    return sampleLine(serial, { account: ACCOUNT, plan: 'business', mail }, Date.now());
  });
  await seed(system.at.endpoint, lines);
  return mailOf;
}

function figuresOf(evidence: Evidence, system: SystemUnderDrill): Record<string, number> {
  const { requests, wipes, executions, lives, events } = evidence;
  const inState = (state: string) => wipes.filter((wipe) => wipe.state === state).length;
  const answered = (status: number) =>
    requests.filter(({ answers }) => answers.some((answer) => answer.status === status)).length;
  const median = [...system.starts].sort((a, b) => a - b)[Math.floor(system.starts.length / 2)];
  return {
    'kills of the system': system.kills,
    'ms from start to ready (median)': Math.round(median ?? 0),
    requests: requests.length,
    'requests accepted': answered(202),
    wipes: wipes.length,
    ...Object.fromEntries(
      [...new Set(wipes.map(({ state }) => state))].map((state) => [state, inState(state)]),
    ),
    'functions out of time': evidence.timeouts,
    'erasures told': events.filter(({ event }) => event === 'erased').length,
    'lives of handsets': lives.length,
    executions: executions.length,
  };
}
