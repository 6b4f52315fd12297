import { expect, test } from '@jest/globals';
import type { Line } from '#domain/line/line.ts';
import { hashOf } from '#test/domain/builders.ts';
import { aHandset, type Handset, type Overrides } from '../handset.ts';
import { type EnrolmentWorld, enrolmentWorld } from './world.ts';

interface Situation {
  readonly handset: Handset;
  readonly old?: Handset;
  readonly overrides: Overrides;
}

const SITUATIONS: Readonly<Record<string, (world: EnrolmentWorld) => Promise<Situation>>> = {
  'the first handset': async () => ({
    handset: await aHandset(),
    overrides: { statement: { pushToken: 'token' } },
  }),
  'the same key again': async (world) => ({ handset: await world.enrolled(), overrides: {} }),
  'the same hardware with a receipt': async (world) => {
    const old = await world.enrolled();
    const { wipeId } = await world.wiping(old, { state: 'accepted' });
    const receipt = await old.receipt({ wipeId, commandHash: hashOf(1) });
    return { handset: await aHandset(old.hardware), old, overrides: { statement: { receipt } } };
  },
  'the same hardware, wiped by nobody': async (world) => {
    const old = await world.enrolled();
    return { handset: await aHandset(old.hardware), old, overrides: {} };
  },
  'other hardware': async (world) => {
    const old = await world.enrolled();
    await world.wiping(old, { state: 'issued' });
    return { handset: await aHandset(), old, overrides: {} };
  },
};

/** What is left in the end, without what may differ: serial numbers of certificates and versions. */
async function outcome(world: EnrolmentWorld, { handset, old }: Situation) {
  const [line, enrolment, past, wipe] = await Promise.all([
    world.line(),
    world.enrolmentOf(handset),
    old && world.enrolmentOf(old),
    old && world.wipeOf(old),
  ]);
  const place = ({ enrolmentId }: Line['enrolments'][number]) =>
    enrolmentId === handset.enrolmentId ? 'new' : 'old';
  return {
    line: line?.enrolments.map((entry) => [place(entry), entry.since, entry.until]),
    code: line?.enrolmentCode,
    state: enrolment?.state,
    trusted: enrolment && !world.revoked.includes(enrolment.certificateArn),
    push: enrolment?.pushEndpoint,
    past: past && [past.state, world.revoked.includes(past.certificateArn)],
    wipe: wipe && [wipe.state, 'proof' in wipe && wipe.proof, wipe.events.length],
    told: world.announced.some(({ about }) => about === 'enrolment'),
  };
}

test.each(Object.entries(SITUATIONS))(
  'wherever an enrolment dies, the next one ends where it would have: %s',
  async (_, prepare) => {
    const whole = await enrolmentWorld();
    const aim = await prepare(whole);
    expect(await whole.enrolAnew(aim.handset, aim.overrides)).toMatchObject({ status: 201 });
    const wanted = await outcome(whole, aim);
    await whole.tables.stop();

    let died = true;
    for (let step = 1; died; step++) {
      const world = await enrolmentWorld();
      const situation = await prepare(world);
      const { handset, overrides } = situation;
      const { answer, steps } = await world.crash(step, handset, await world.code(), overrides);
      died = answer.status === 500;
      if (died) {
        expect(steps).toHaveLength(step);
        const again = await world.enrolAnew(handset, overrides);
        expect([steps, again.status]).toEqual([steps, 201]);
      }
      expect([steps, await outcome(world, situation)]).toEqual([steps, wanted]);
      await world.tables.stop();
    }
  },
  60_000,
);
