/** The attack: the thieves ask as fast as they can, and the others in the same minutes. */
import { randomUUID } from 'node:crypto';
import { lineIdOf, numberOf } from '#demo/lines.ts';
import { until } from '#demo/until.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import type { Chance } from '../chance.ts';
import type { SystemUnderDrill } from '../crash/system.ts';
import type { Fleet } from '../fleet.ts';
import { Person } from '../person.ts';
import type { Crime } from './crimes.ts';
import { type Asked, askedOf } from './evidence.ts';
import { askHonestly } from './honest.ts';

/** Requests of the thieves under way at a time, and people who ask honestly at a time. */
const THIEVES_AT_ONCE = 8;
const HONEST_AT_ONCE = 4;
/** Real milliseconds for one more request. */
const PATIENCE = 900_000;

export interface Party {
  readonly fleet: Fleet;
  readonly count: number;
  /** The serial number of its first line. */
  readonly firstSerial: number;
}

export interface Attack {
  readonly system: SystemUnderDrill;
  readonly crime: Crime;
  readonly targets: Party;
  readonly honest: Party;
  readonly chance: Chance;
  readonly interruption: AbortSignal;
  /** Told after each request of a thief. */
  tell(fired: number): void;
}

/** Every request with its answer, in the order of the answers. */
export async function attack(around: Attack): Promise<Asked[]> {
  const asked: Asked[] = [];
  const progress = { fired: 0 };
  await Promise.all([fire(around, progress, asked), loseThePhones(around, progress, asked)]);
  return asked;
}

/** One request for each target, in an order of the seed's, by each thief in turn. */
async function fire(
  { system, crime, targets, chance, interruption, tell }: Attack,
  progress: { fired: number },
  asked: Asked[],
): Promise<void> {
  const thieves = crime.thieves.map(({ id, person }) => ({
    person,
    caller: new Person(system, id),
  }));
  const order = shuffled([...Array(targets.count).keys()], chance);
  await inParallel(order.entries(), THIEVES_AT_ONCE, async ([nth, handset]) => {
    interruption.throwIfAborted();
    const thief = thieves[nth % thieves.length];
    if (thief === undefined) throw new Error('a crime without a thief');
    const serial = targets.firstSerial + handset;
    const target = {
      lineId: lineIdOf(serial),
      enrolmentId: targets.fleet.enrolmentOf(handset),
      lastFour: numberOf(serial).slice(-4),
    };
    const { path, body } = crime.request(target, nth);
    const answer = await thief.caller.post(path, body, randomUUID());
    const { lineId, enrolmentId } = target;
    const { person } = thief;
    asked.push({ side: 'thief', person, lineId, enrolmentId, ...askedOf(answer) });
    progress.fired += 1;
    tell(progress.fired);
  });
}

/** Spread over the whole of the attack. */
async function loseThePhones(
  { system, targets, honest, interruption }: Attack,
  progress: { fired: number },
  asked: Asked[],
): Promise<void> {
  await inParallel(Array(honest.count).keys(), HONEST_AT_ONCE, async (n) => {
    const due = Math.floor((n * targets.count) / honest.count);
    await until('the attack to go on', () => progress.fired >= due || undefined, PATIENCE);
    interruption.throwIfAborted();
    asked.push(await askHonestly(system, n, honest.firstSerial + n));
  });
}

/** Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = chance.between(0, last);
    const [a, b] = [list[last], list[other]];
    if (a === undefined || b === undefined) continue;
    list[last] = b;
    list[other] = a;
  }
  return list;
}
