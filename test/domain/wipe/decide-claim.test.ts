import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { decideClaim, issue } from '#domain/wipe/decide-claim.ts';
import type { Circumstances } from '#domain/wipe/dispatch.ts';
import { DAY, HOUR, MOST_COMMANDS, pauseAfterCommand, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import {
  aClaim,
  anIssuedCommand,
  aWipe,
  hashOf,
  NOW,
  UNHINDERED,
  VERDICT_TIME,
  withoutRoomFor,
} from '../builders.ts';

const LATER = NOW + HOUR;
const DEADLINE = NOW + 30 * DAY;
const evidence = 'the.claim.jws';

const decide = (wipe: Wipe, around: Partial<Circumstances> = {}, claim = aClaim()) =>
  decideClaim(wipe, claim, { ...UNHINDERED, now: LATER, evidence, ...around });

/** A wipe that issued so many commands, the last one at NOW. */
function issuedTimes(count: number): Wipe {
  const commands = Array.from({ length: count }, (_, index) =>
    anIssuedCommand({ commandHash: hashOf(index + 1), nonce: digest(`nonce ${index + 1}`) }),
  );
  const exhausted = count >= MOST_COMMANDS && { verdictUntil: NOW + VERDICT_TIME };
  return aWipe({ state: 'issued', commands, ...exhausted });
}

describe('a claim that holds nothing', () => {
  test.each(['waiting-for-handset', 'issued'] as const)(
    'is answered with a command (%s)',
    (state) => {
      expect(decide(aWipe({ state }))).toEqual({ kind: 'issue' });
    },
  );

  test.each([
    'requested',
    'awaiting-approval',
    'held',
    'accepted',
    'erased',
    'failed',
    'refused',
    'rejected',
    'cancelled',
    'expired',
  ] as const)('is answered "nothing" when the wipe is %s', (state) => {
    expect(decide(aWipe({ state }))).toEqual({ kind: 'nothing' });
  });

  test.each([9, 10])('is dropped when its counter is %i and one of 10 has counted', (counter) => {
    const wipe = aWipe({ state: 'issued', hold: true, lastClaimCounter: 10 });

    expect(decide(wipe, {}, aClaim({ counter }))).toEqual({ kind: 'drop', why: 'counter' });
    expect(decide(wipe, {}, aClaim({ counter: 11 })).kind).toBe('settle');
  });

  test.each(['waiting-for-handset', 'issued'] as const)(
    'settles with itself as evidence, and counts (%s)',
    (state) => {
      const before = aWipe({ state });

      const decision = decide(before, { sameOwner: false });

      expect(decision).toMatchObject({
        kind: 'settle',
        wipe: { state: 'refused', version: before.version + 1, lastClaimCounter: 100 },
      });
      expect(settled(decision).events.at(-1)).toMatchObject({
        by: { kind: 'handset' },
        evidence,
      });
    },
  );
});

describe('a claim that holds a command', () => {
  test.each(['waiting-for-handset', 'issued', 'accepted', 'unconfirmed', 'erased'] as const)(
    'changes nothing and gets no command, whatever stands in the way (%s)',
    (state) => {
      const wipe = aWipe({ state, hold: true });
      const claim = aClaim({ holding: hashOf(1) });

      expect(decide(wipe, { now: DEADLINE, sameOwner: false, paused: true }, claim)).toEqual({
        kind: 'nothing',
      });
    },
  );
});

describe('a claim is decided in this order', () => {
  const wished = { cancelRequestedAt: NOW, verdictUntil: NOW + VERDICT_TIME };
  const everything = {
    now: DEADLINE,
    sameOwner: false,
    withdrawnAt: NOW,
    paused: true,
    suspended: true,
  };

  test('a cancel wish makes it cancelled', () => {
    const decision = decide(aWipe({ state: 'issued', hold: true, ...wished }), everything);

    expect(decision).toMatchObject({ kind: 'settle', wipe: { state: 'cancelled' } });
  });

  test('then a change of owner makes it refused', () => {
    const decision = decide(aWipe({ state: 'issued', hold: true }), everything);

    expect(settled(decision)).toMatchObject({ state: 'refused', reason: 'ownership-changed' });
  });

  test('then the deadline makes it expired', () => {
    const around = { ...everything, sameOwner: true };
    const wipe = aWipe({ state: 'issued', hold: true });

    expect(settled(decide(wipe, around))).toMatchObject({ state: 'expired', reason: 'deadline' });
  });

  test('then a withdrawal makes it cancelled, with the claim that says that it holds no command', () => {
    const around = { ...everything, sameOwner: true, now: DEADLINE - 1 };

    const after = settled(decide(aWipe({ state: 'issued', hold: true }), around));

    expect(after.state).toBe('cancelled');
    expect(after.events.at(-1)).toMatchObject({ evidence, detail: { withdrawn: true } });
  });

  test.each(['waiting-for-handset', 'issued'] as const)(
    'a pause answers it with nothing where the audit takes no more of being held (%s)',
    (state) => {
      const wipe = withoutRoomFor(aWipe({ state }), 'held');

      expect(decide(wipe, { paused: true })).toEqual({ kind: 'nothing' });
    },
  );

  test('then a pause makes it held, before a suspension or a hold does', () => {
    const around = { paused: true, suspended: true };
    const decision = decide(aWipe({ state: 'issued', hold: true }), around);

    expect(settled(decision)).toMatchObject({ state: 'held', heldFor: 'pause' });
  });

  test('then a suspension of the clerk makes it held, before a hold does', () => {
    const decision = decide(aWipe({ state: 'issued', hold: true }), { suspended: true });

    expect(settled(decision)).toMatchObject({ state: 'held', heldFor: 'suspension' });
  });

  test('then an operator’s hold makes it held', () => {
    const decision = decide(aWipe({ state: 'issued', hold: true }));

    expect(settled(decision)).toMatchObject({ state: 'held', heldFor: 'operator' });
  });

  test('else a command is issued', () => {
    expect(decide(aWipe({ state: 'issued' }))).toEqual({ kind: 'issue' });
  });
});

describe('commands are paced', () => {
  test.each([
    [1, 10],
    [2, 20],
    [3, 40],
    [4, 80],
    [9, 2560],
    [10, 3600],
    [19, 3600],
  ])('after the %i. comes a pause of %i s', (count, seconds) => {
    const pause = seconds * SECOND;

    expect(pauseAfterCommand(count)).toBe(pause);
    expect(decide(issuedTimes(count), { now: NOW + pause - 1 })).toEqual({
      kind: 'drop',
      why: 'paced',
    });
    expect(decide(issuedTimes(count), { now: NOW + pause })).toEqual({ kind: 'issue' });
  });

  test('across a hold as well', () => {
    const wipe = aWipe({ state: 'waiting-for-handset', commands: [anIssuedCommand()] });

    expect(decide(wipe, { now: NOW + 9 * SECOND })).toEqual({ kind: 'drop', why: 'paced' });
    expect(decide(wipe, { now: NOW + 10 * SECOND })).toEqual({ kind: 'issue' });
  });

  test('but what settles a wipe waits for no pause', () => {
    expect(decide(issuedTimes(1), { now: NOW, paused: true }).kind).toBe('settle');
  });
});

describe('after the 20th command', () => {
  const exhausted = issuedTimes(MOST_COMMANDS);

  test('there is no further one', () => {
    expect(decide(exhausted, { now: NOW + 10 * DAY })).toEqual({ kind: 'nothing' });
  });

  test('there is nothing to hold back: the wait for the verdict goes on', () => {
    expect(decide(exhausted, { paused: true })).toEqual({ kind: 'nothing' });
    expect(decide(exhausted, { suspended: true })).toEqual({ kind: 'nothing' });
    expect(decide({ ...exhausted, hold: true })).toEqual({ kind: 'nothing' });
  });

  test.each([
    [{ sameOwner: false }, 'refused'],
    [{ now: DEADLINE }, 'expired'],
  ])('%j still makes it %s', (around, state) => {
    expect(settled(decide(exhausted, around)).state).toBe(state);
  });
});

describe('an unconfirmed wipe', () => {
  test('has failed, not received, once the handset claims and holds nothing', () => {
    expect(settled(decide(aWipe({ state: 'unconfirmed' })))).toMatchObject({
      state: 'failed',
      reason: 'not-received',
      lastClaimCounter: 100,
    });
  });

  test('stays so for a claim from before the last command', () => {
    const wipe = aWipe({ state: 'unconfirmed', lastClaimCounter: 100 });

    expect(decide(wipe)).toEqual({ kind: 'drop', why: 'counter' });
  });
});

describe('issuing', () => {
  const command = anIssuedCommand({ commandHash: hashOf(2), issuedAt: LATER });

  test('is on the wipe and in its audit, with the claim, before anything is signed', () => {
    const before = aWipe({ state: 'issued' });

    const issued = issue(before, aClaim(), { command, evidence, verdictTime: VERDICT_TIME });

    expect(issued).toMatchObject({
      state: 'issued',
      version: before.version + 1,
      lastClaimCounter: 100,
      commands: [{ commandHash: hashOf(1) }, command],
    });
    expect(issued.events.at(-1)).toMatchObject({
      type: 'command-issued',
      at: LATER,
      detail: { commandHash: hashOf(2), kid: 'key-1' },
      evidence,
    });
    expect(issued).not.toHaveProperty('verdictUntil');
  });

  test('ends the notices', () => {
    const issued = issue(aWipe({ state: 'waiting-for-handset' }), aClaim(), {
      command,
      evidence,
      verdictTime: VERDICT_TIME,
    });

    expect(issued).not.toHaveProperty('nextNoticeAt');
  });

  test.each([
    ['the verdict time', VERDICT_TIME, LATER + VERDICT_TIME],
    ['the command’s life where that is longer', SECOND, command.expiresAt],
  ])('begins the wait for the verdict with the 20th command: %s', (_, verdictTime, until) => {
    const issued = issue(issuedTimes(19), aClaim(), { command, evidence, verdictTime });

    expect(issued.commands).toHaveLength(MOST_COMMANDS);
    expect(issued.verdictUntil).toBe(until);
  });
});

function settled(decision: ReturnType<typeof decideClaim>): Wipe {
  if (decision.kind !== 'settle') throw new TypeError(`decided ${decision.kind}`);
  return decision.wipe;
}
