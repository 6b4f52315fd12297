/** The drills with a stolen sign-in: handsets enrol, the attack, time for everybody's turn, evidence, verdict. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemble } from '#demo/assemblies.ts';
import { sampleLine } from '#demo/lines.ts';
import { seed } from '#demo/seed.ts';
import { quietPorts } from '#demo/system-process.ts';
import { windowAt } from '#domain/governor/windows.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { Chance } from '../chance.ts';
import { AwsView } from '../crash/aws-view.ts';
import { SystemUnderDrill } from '../crash/system.ts';
import { Fleet } from '../fleet.ts';
import { interruptible } from '../interruptible.ts';
import type { DrillOptions } from '../options.ts';
import type { DrillReport, DrillResult } from '../report.ts';
import { agreeToAll } from './approver.ts';
import { attack, type Party } from './attack.ts';
import { checkStolen } from './check/check.ts';
import { collect, limitsOf } from './collect.ts';
import { CRIME, type CrimeName } from './crimes.ts';
import { figuresOf } from './figures.ts';
import { honestLine, honestPerson } from './honest.ts';
import { limitsFor } from './limits.ts';
import { settle } from './settle.ts';

/** Serial numbers behind all other lines. */
const FIRST_HONEST = 20_001;
const FIRST_TARGET = 30_001;
/** Requests of thieves between two words on how it goes. */
const STRIDE = 1_000;

interface Around {
  readonly report: DrillReport;
  readonly interruption: AbortSignal;
}

/** The drill of one crime, in a folder that is its own. `interruption` ends it early. */
export const drillStolen =
  (name: CrimeName) =>
  async (
    folder: string,
    options: DrillOptions,
    around: Around,
  ): Promise<Omit<DrillResult, 'folder'>> => {
    const assemblyDir = join(folder, 'assembly');
    await mkdir(folder, { recursive: true });
    const limits = limitsFor(name, options);
    around.report.step(`synthesizing the app, with ${wordsOf(limits)}`);
    await assemble(assemblyDir, limits);
    around.interruption.throwIfAborted();
    const peopleFile = join(folder, 'people.json');
    await writeFile(peopleFile, JSON.stringify(peopleOf(name, options)));
    const system = new SystemUnderDrill({
      ...{ folder: join(folder, 'system'), ports: await quietPorts(), assemblyDir, peopleFile },
    });
    const targets = partyOf(folder, 'targets', { first: FIRST_TARGET, count: options.requests });
    const honest = partyOf(folder, 'honest', { first: FIRST_HONEST, count: options.honest });
    const clean = async () => {
      await Promise.all([targets.fleet.stop(), honest.fleet.stop()]);
      await system.stop();
    };
    const playing = play({ system, targets, honest, name, folder }, options, around);
    return interruptible(playing, { interruption: around.interruption, clean });
  };

const wordsOf = (limits: Record<string, string>) =>
  Object.keys(limits).length === 0
    ? 'the usual limits'
    : `limits lowered for so small a run: ${JSON.stringify(limits)}`;

const peopleOf = (name: CrimeName, { honest }: DrillOptions) => {
  const { thieves, approver } = CRIME[name];
  const others = Array.from({ length: honest }, (_, n) => honestPerson(n));
  return [...thieves, ...(approver ? [approver] : []), ...others];
};

function partyOf(
  folder: string,
  side: string,
  { first, count }: { first: number; count: number },
): Party {
  const fleet = new Fleet({ folder: join(folder, 'handsets', side), firstSerial: first, count });
  return { fleet, count, firstSerial: first };
}

interface Ground {
  readonly system: SystemUnderDrill;
  readonly targets: Party;
  readonly honest: Party;
  readonly name: CrimeName;
  readonly folder: string;
}

async function play(
  { system, targets, honest, name, folder }: Ground,
  options: DrillOptions,
  { report, interruption }: Around,
): Promise<Omit<DrillResult, 'folder'>> {
  const crime = CRIME[name];
  await system.start();
  const view = new AwsView(system.at.endpoint);
  const limits = await limitsOf(system);
  await addLines(system, targets, crime.line);
  await addLines(system, honest, honestLine);
  for (const { fleet, count } of [honest, targets])
    await fleet.enrol(system, (enrolled) => {
      interruption.throwIfAborted();
      report.step(`${enrolled} of ${count} handsets enrolled`);
    });

  // A clerk's limit is one of an hour. A small attack is over within one, where it begins early enough.
  const left = windowAt('hour', system.now()).endsAt - system.now();
  if (left < 2 * MINUTE) await system.pushClock(left);
  report.step(`the attack begins: ${crime.thieves.length} stolen, ${options.requests} requests`);
  const enough = new AbortController();
  const agreeing = crime.approver && agreeToAll(system, crime.approver.id, enough.signal);
  const chance = new Chance(options.seed).fork('order');
  const began = performance.now();
  const asked = await attack({
    ...{ system, crime, targets, honest, chance, interruption },
    tell: (fired) => {
      if (fired % STRIDE === 0) report.step(`${fired} requests fired`);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  report.step('all have asked; time is pushed on, five minutes at a time');
  const tell = (queued: number) => report.step(`${queued} wait for room in the total`);
  const pushes = await settle({ system, view, interruption, tell });
  enough.abort();
  const approvals = (await agreeing) ?? 0;

  report.step('collecting what there is to see');
  const scene = { system, view, limits, fleets: [targets.fleet, honest.fleet] };
  const evidence = await collect(scene, name, asked);
  view.close();
  await writeFile(join(folder, 'evidence.json'), JSON.stringify(evidence, null, 1));
  return {
    violations: checkStolen(evidence),
    figures: {
      ...figuresOf(evidence),
      ...(crime.approver && { 'approvals given': approvals }),
      'requests a second': Math.round(asked.length / seconds),
      'pushes of five minutes': pushes,
    },
  };
}

async function addLines(
  { at }: SystemUnderDrill,
  { count, firstSerial }: Party,
  line: (n: number) => Parameters<typeof sampleLine>[1],
): Promise<void> {
  const now = Date.now();
  const lines = Array.from({ length: count }, (_, n) => sampleLine(firstSerial + n, line(n), now));
  await seed(at.endpoint, lines);
}
