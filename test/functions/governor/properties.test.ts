/** What holds whatever the order of requests, retries, crashes, cancellations and windows. */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import {
  accountLimit,
  clerkLimit,
  clerkRequestsLimit,
  keyOfPlace,
  type Limit,
  shopLimit,
} from '#domain/governor/limits.ts';
import { WINDOW_KINDS, windowAt } from '#domain/governor/windows.ts';
import { isCountedInVain } from '#domain/wipe/due.ts';
import { LONGEST_PACE } from '#domain/wipe/request.ts';
import { HOUR, MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { ACCOUNT, NOW } from '#test/domain/builders.ts';
import type { Answer } from '../api-call.ts';
import type { Limits } from '../tables.ts';
import { CLERK, type GovernorWorld, governorWorld, SHOP } from './world.ts';

// Real tables under many runs, which a busy machine may take its time for.
jest.setTimeout(300_000);

const MOST = 8;
const LIMITS = {
  totalLimits: { total5Minutes: 2, totalHour: 4, totalDay: 6 },
  accountLimits: { accountDay: 3, businessHour: 3 },
};
const IN_TOTAL = { '5min': 2, hour: 4, day: 6 };

/** After which step a call dies, once; it is then made again, or never. */
const death = fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('arrive' as const), death, again: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reconcile' as const),
      death,
      after: fc.integer({ min: 1, max: 40 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      death,
      which: fc.nat({ max: MOST - 1 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;
const story = fc.array(step, { minLength: 6, maxLength: 22 });

/** Makes a call that may die; answers whether it did. */
async function dies(made: Promise<unknown>): Promise<boolean> {
  return made.then(
    () => false,
    () => true,
  );
}

/** Let out, and not ended without a command: what the limits are about. */
const reaches = (wipe: Wipe) =>
  wipe.letOutAt !== undefined && !(hasEnded(wipe.state) && wipe.commands.length === 0);

const Ids = z.object({ ids: z.set(z.string()) });

/** Never more than the limit in a window, and each wipe counted wherever it says that it is. */
async function expectLimitsKept(world: GovernorWorld): Promise<void> {
  const wipes = await world.all(MOST);
  for (const kind of WINDOW_KINDS) {
    const windows = Map.groupBy(
      wipes.filter(reaches),
      ({ letOutAt = 0 }) => windowAt(kind, letOutAt).name,
    );
    const largest = Math.max(0, ...[...windows.values()].map(({ length }) => length));
    expect(largest).toBeLessThanOrEqual(IN_TOTAL[kind]);
  }
  for (const wipe of wipes.filter((each) => !isCountedInVain(each)))
    for (const place of wipe.countedIn ?? []) {
      const item = await world.tables.item('Governor', keyOfPlace(place));
      expect(Ids.parse(item).ids).toContain(wipe.wipeId);
    }
}

const queued = (wipes: readonly Wipe[]) => wipes.filter(({ queue }) => queue !== undefined);
const letOut = (wipes: readonly Wipe[]) => wipes.filter((wipe) => wipe.letOutAt !== undefined);

/** Whoever was let out since had asked before everybody who still waits. */
function expectOrder(before: readonly Wipe[], after: readonly Wipe[]): void {
  const wereOut = new Set(letOut(before).map(({ wipeId }) => wipeId));
  const news = letOut(after).filter(({ wipeId }) => !wereOut.has(wipeId));
  const latest = Math.max(0, ...news.map(({ requestedAt }) => requestedAt));
  for (const { requestedAt } of queued(after)) expect(requestedAt).toBeGreaterThan(latest);
}

/** Plays one step; a call that died is made again. Answers how many wipes there are now. */
async function play(world: GovernorWorld, each: Step, arrived: number): Promise<number> {
  switch (each.do) {
    case 'arrive': {
      if (arrived === MOST) return arrived;
      world.clock.now += SECOND;
      await world.wipe(arrived);
      const died = await dies(world.dispatch(arrived, each.death));
      if (died || each.again) await world.dispatch(arrived);
      return arrived + 1;
    }
    case 'reconcile':
      world.clock.now += each.after * MINUTE;
      if (await dies(world.reconcile(each.death))) await world.reconcile();
      return arrived;
    case 'cancel':
      if (each.which >= arrived) return arrived;
      await world.cancel(each.which);
      if (await dies(world.tell(each.which, each.death))) await world.tell(each.which);
      return arrived;
  }
}

/** Three days, in which every window frees. */
async function letTimePass(world: GovernorWorld): Promise<void> {
  for (let run = 0; run < 18; run++) {
    world.clock.now += 4 * HOUR;
    await world.reconcile();
  }
}

describe('the total', () => {
  test('is never passed in any window, nobody in the queue overtaken, and all are let out in the end', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const world = await governorWorld(LIMITS);
        try {
          let arrived = 0;
          for (const each of steps) {
            const before = await world.all(MOST);
            arrived = await play(world, each, arrived);
            await expectLimitsKept(world);
            expectOrder(before, await world.all(MOST));
          }
          await letTimePass(world);
          expect(queued(await world.all(MOST))).toEqual([]);
          await expectLimitsKept(world);
        } finally {
          await world.tables.stop();
        }
      }),
      { numRuns: 12 },
    );
  });

  test('is not passed by any number at once, each of them tried twice', async () => {
    const world = await governorWorld(LIMITS);
    for (let n = 0; n < MOST; n++) await world.wipe(n, { requestedAt: NOW + n });

    const twice = Array.from({ length: 2 * MOST }, (_, n) => world.dispatch(n % MOST));
    await Promise.all(twice);
    await Promise.all([world.reconcile(), world.reconcile()]);

    const out = (await world.all(MOST)).filter(({ letOutAt }) => letOutAt);
    expect(out.length).toBeLessThanOrEqual(2);
    for (const kind of WINDOW_KINDS)
      expect(await world.tables.counts.size({ scope: 'total', kind }, NOW)).toBe(out.length);
    await world.tables.stop();
  });
});

interface Asker {
  readonly limits: Partial<Limits>;
  /** What is never passed: three in a window. */
  readonly limit: Limit;
  readonly ask: (
    world: GovernorWorld,
    n: number,
    how?: Parameters<GovernorWorld['request']>[1],
  ) => Promise<Answer>;
  readonly isClerk: boolean;
  /** Whether whoever asks for more is suspended. */
  readonly isSuspended: boolean;
}

/** A clerk who asks for no more than the counter's other limits have room for. */
const clerkLimits = { clerkHour: 20, clerkSoftHour: 20, shopDay: 60, clerkRequestsHour: 100 };
const ofClerk = { ...clerkLimits, clerkHour: 3 };
const ofShop = { ...clerkLimits, shopDay: 3 };
const atCounter: Asker['ask'] = (world, n, how) => world.requestInShop(n, how);

const ASKERS: readonly (readonly [string, Asker])[] = [
  [
    'an account',
    {
      limits: LIMITS,
      limit: accountLimit(ACCOUNT, 'docomo', LIMITS.accountLimits),
      ask: (world, n, how) => world.request(n, how),
      isClerk: false,
      isSuspended: false,
    },
  ],
  [
    'a clerk',
    {
      limits: { ...LIMITS, clerkLimits: ofClerk },
      limit: clerkLimit(CLERK, ofClerk),
      ask: atCounter,
      isClerk: true,
      isSuspended: true,
    },
  ],
  [
    'a shop',
    {
      limits: { ...LIMITS, clerkLimits: ofShop },
      limit: shopLimit(SHOP, ofShop),
      ask: atCounter,
      isClerk: true,
      isSuspended: false,
    },
  ],
];

/** How many requests stay counted for the clerk in the present hour. */
const requestsCounted = ({ tables, clock }: GovernorWorld) =>
  tables.counts.size(clerkRequestsLimit(CLERK, clerkLimits), clock.now);

describe.each(ASKERS)('%s', (_, { limits, limit, ask, isClerk, isSuspended }) => {
  const used = ({ tables, clock }: GovernorWorld) => tables.counts.size(limit, clock.now);

  test('is never locked out by cancelling, wherever a call dies that is made again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ request: death, tell: death }), { minLength: 5, maxLength: 9 }),
        async (rounds) => {
          const world = await governorWorld(limits);
          const hours: string[] = [];
          try {
            await world.line(0);
            for (const [index, round] of rounds.entries()) {
              const attempt = index + 1;
              world.clock.now += LONGEST_PACE;
              const hour = windowAt('hour', world.clock.now).name;
              hours.push(hour);
              const key = `request of round ${attempt}`;
              await ask(world, 0, { key, death: round.request });
              expect(await ask(world, 0, { key })).toMatchObject({ status: 202 });
              expect(await used(world)).toBe(1);
              await world.cancel(0, attempt);
              await dies(world.tell(0, round.tell, attempt));
              await world.tell(0, undefined, attempt);
              expect(await used(world)).toBe(0);
              const ofHour = hours.filter((each) => each === hour).length;
              expect(await requestsCounted(world)).toBe(isClerk ? ofHour : 0);
            }
            expect(await world.tables.standing.isSuspended(CLERK)).toBe(false);
          } finally {
            await world.tables.stop();
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('never has more wipes than the limit in a window, however many ask at once and die', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(death, { minLength: MOST, maxLength: MOST }), async (deaths) => {
        const world = await governorWorld(limits);
        try {
          for (let n = 0; n < MOST; n++) await world.line(n);

          await Promise.all(deaths.map((when, n) => ask(world, n, { death: when })));
          await Promise.all(deaths.map((_, n) => ask(world, n)));

          const wipes = await world.all(MOST);
          expect(wipes.length).toBeLessThanOrEqual(limit.most);
          expect(await used(world)).toBeLessThanOrEqual(limit.most);
          await expectLimitsKept(world);
          expect(await world.tables.standing.isSuspended(CLERK)).toBe(isSuspended);
          // Whoever is suspended meanwhile is not counted any more.
          const counted = await requestsCounted(world);
          expect(counted).toBeLessThanOrEqual(isClerk ? MOST : 0);
          expect(counted).toBeGreaterThanOrEqual(leastCounted(wipes.length));
        } finally {
          await world.tables.stop();
        }
      }),
      { numRuns: 12 },
    );
  });

  /** Every request for a wipe that there is, the one over the limit that suspends, or all where nobody is suspended. */
  function leastCounted(wipes: number): number {
    if (!isClerk) return 0;
    return isSuspended ? wipes + 1 : MOST;
  }
});
