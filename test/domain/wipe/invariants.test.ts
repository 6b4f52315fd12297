import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifyChain } from '#domain/audit/chain.ts';
import { COMMAND_REFUSALS } from '#domain/protocol/report.ts';
import { lacksApproval } from '#domain/wipe/approval.ts';
import { decideReport } from '#domain/wipe/decide-report.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { MOST_EVENTS } from '#domain/wipe/room.ts';
import { DAY, HOUR, MINUTE, MOST_COMMANDS, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES, STATES, type WipeState } from '#domain/wipe/states.ts';
import { Wipe } from '#domain/wipe/wipe.ts';
import {
  aClaim,
  aReport,
  aWipe,
  hashOf,
  PERSON,
  UNHINDERED,
  VERDICT_TIME,
  withoutRoomFor,
} from '../builders.ts';
import {
  aService,
  ask,
  dispatch,
  hearCancel,
  hearClaim,
  hearEnrolment,
  hearReport,
  hearWithdrawal,
  hearWord,
  judge,
  letTimePass,
  type Service,
  setHold,
  settle,
} from './service.ts';

/**
 * Claims and reports of a handset that says whatever it likes, as often and in whatever order it likes: few
 * counters and few commands, so that repetitions and contradictions abound.
 */
const counter = fc.integer({ min: 1, max: 60 });
const command = fc.constantFrom(1, 1, 1, 2, 2, 3, 4, 5).map(hashOf);
const claim = fc
  .record({ counter, holding: fc.oneof({ weight: 4, arbitrary: fc.constant('none') }, command) })
  .map((said) => ({ does: 'claim' as const, claim: aClaim(said) }));
const storage = fc.record({
  kind: fc.constantFrom('internal' as const, 'sd' as const),
  result: fc.constantFrom('erased' as const, 'no-card' as const, 'failed' as const),
});
const report = fc
  .record({
    phase: fc.constantFrom('accepted', 'sd-done', 'erased', 'failed', 'refused'),
    commandHash: command,
    storages: fc.array(storage, { maxLength: 2 }),
    reason: fc.constantFrom(...COMMAND_REFUSALS),
    counter,
  })
  .map((said) => ({ does: 'report' as const, report: aReport(said) }));
const proof = fc.option(
  fc.oneof(
    fc.constant({ kind: 'attestation' as const, evidence: 'e' }),
    command.map((commandHash) => ({
      kind: 'receipt' as const,
      wipeId: aWipe().wipeId,
      commandHash,
      evidence: 'e',
    })),
  ),
  { nil: undefined },
);
const step = fc.oneof(
  { weight: 6, arbitrary: claim },
  { weight: 3, arbitrary: report },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      time: fc.constantFrom(SECOND, 11 * SECOND, 16 * MINUTE, HOUR, 20 * DAY, 20 * DAY),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.constantFrom(
      { does: 'dispatch' as const },
      { does: 'lapse' as const },
      { does: 'lapse' as const },
      { does: 'settle' as const },
    ),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'cancel' as const }) },
  { weight: 2, arbitrary: fc.constant({ does: 'ask' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('word' as const),
      word: fc.constantFrom('approved' as const, 'rejected' as const),
      person: fc.constantFrom(PERSON.id, 'person-2', 'person-3'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('pause' as const, 'suspension' as const, 'hold' as const),
      on: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ does: fc.constant('enrol' as const), proof }),
      fc.record({ does: fc.constant('owner' as const), same: fc.boolean() }),
      fc.record({ does: fc.constant('withdrawal' as const), searched: fc.boolean() }),
    ),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(service: Service, taken: Step): void {
  switch (taken.does) {
    case 'claim':
      hearClaim(service, taken.claim);
      break;
    case 'report':
      hearReport(service, taken.report);
      break;
    case 'wait':
      service.now += taken.time;
      break;
    case 'dispatch':
      dispatch(service);
      break;
    case 'lapse':
      letTimePass(service);
      break;
    case 'settle':
      settle(service);
      break;
    case 'cancel':
      hearCancel(service);
      break;
    case 'ask':
      ask(service);
      break;
    case 'word':
      hearWord(service, taken.word, taken.person);
      break;
    case 'pause':
      service.paused = taken.on;
      break;
    case 'suspension':
      service.suspended = taken.on;
      break;
    case 'withdrawal':
      hearWithdrawal(service, taken.searched);
      break;
    case 'hold':
      if (!hasEnded(service.wipe.state)) setHold(service, taken.on);
      break;
    case 'enrol':
      hearEnrolment(service, taken.proof);
      break;
    case 'owner':
      service.sameOwner = taken.same;
      break;
  }
}

const hashes = ({ events }: Wipe) => events.map(({ hash }) => hash).join();

/** What no step may ever do. */
function checkStep(before: Wipe, taken: Step, after: Wipe): void {
  expect(after.version).toBe(before.version + 1);
  expect([0, 1]).toContain(after.events.length - before.events.length);
  expect(hashes(after).startsWith(hashes(before))).toBe(true);
  if (before.state !== after.state) {
    expect(STATES[before.state].next).toContain(after.state);
    expect(after.events.at(-1)).toMatchObject({ from: before.state, to: after.state });
  }
  if (hasEnded(before.state) && before.state !== 'unconfirmed') {
    expect(after.state).toBe(before.state);
    expect(hashes(after)).toBe(hashes(before));
  }
  if (after.state === 'waiting-for-handset') expect(lacksApproval(after)).toBe(false);
  if (after.approval?.approvedBy !== before.approval?.approvedBy) {
    expect(before).toMatchObject({ state: 'awaiting-approval' });
    expect(taken).toMatchObject({ does: 'word', word: 'approved' });
    expect(after.approval?.approvedBy).not.toBe(after.requestedBy);
  }
  if (after.commands.length > before.commands.length)
    expect(before.cancelRequestedAt).toBeUndefined();
  if (before.state === 'issued' && TAKEN_BACK.includes(after.state)) {
    expect(taken).toMatchObject({ does: 'claim', claim: { holding: 'none' } });
    expect(after.lastClaimCounter).toBeGreaterThan(before.lastClaimCounter);
  }
  expect(after.lastClaimCounter).toBeGreaterThanOrEqual(before.lastClaimCounter);
}

const TAKEN_BACK: readonly WipeState[] = ['held', 'cancelled', 'expired', 'refused'];

/** What holds at any moment. */
function checkWipe(wipe: Wipe): void {
  expect(Wipe.safeParse(wipe).success).toBe(true);
  expect(wipe.events.length).toBeLessThanOrEqual(MOST_EVENTS);
  expect(wipe.commands.length).toBeLessThanOrEqual(MOST_COMMANDS);
  expect(wipe.openShard !== undefined).toBe(!isSettled(wipe));
  expect(wipe.nextActionAt !== undefined).toBe(!isSettled(wipe));
  const last = wipe.commands.at(-1);
  if (wipe.verdictUntil !== undefined && last !== undefined)
    expect(wipe.verdictUntil).toBeGreaterThanOrEqual(last.expiresAt);
}

/** What holds of the way that a wipe went. Its events never change, so the last list tells all. */
function checkWay({ wipeId, events }: Wipe): void {
  expect(verifyChain(wipeId, events)).toMatchObject({ intact: true });
  expect(events.filter(({ to }) => to === 'erased').length).toBeLessThanOrEqual(1);
}

/** What comes a second time does nothing. */
function checkRepetition(service: Service, taken: Step): void {
  const { wipe, now } = service;
  const context = { now, verdictTime: VERDICT_TIME, evidence: 'again' };
  if (taken.does === 'lapse') expect(lapse(wipe, context)).toBe(wipe);
  if (taken.does === 'report')
    expect(decideReport(wipe, taken.report, context).kind).not.toBe('change');
  if (taken.does === 'claim' && taken.claim.counter <= wipe.lastClaimCounter)
    expect(judge(service, taken.claim)).toMatchObject({ kind: 'drop' });
}

const start = fc
  .record({
    state: fc.constantFrom(...STATE_NAMES.filter((state) => STATES[state].next.length > 0)),
    full: fc.subarray(['held', 'notified', 'command-refused'] as const),
  })
  .map(({ state, full }) =>
    full.reduce<Wipe>((wipe, type) => withoutRoomFor(wipe, type), aWipe({ state })),
  );
const steps = fc.array(step, { maxLength: 100, size: 'max' });

/** Milliseconds that a walk may take on a busy machine. */
const WALK = 60_000;

describe('whatever happens to a wipe, in whatever order', () => {
  test(
    'the invariants hold',
    () => {
      const reached = new Set<WipeState>();
      fc.assert(
        fc.property(start, steps, (wipe, taken) => {
          const service = aService(wipe);
          for (const next of taken) {
            const before = service.wipe;
            take(service, next);
            if (service.wipe.state !== before.state) reached.add(service.wipe.state);
            if (service.wipe.commands.length > before.commands.length)
              expect({ ...service, hold: before.hold }).toMatchObject({
                ...UNHINDERED,
                hold: undefined,
              });
            if (service.wipe !== before) {
              checkStep(before, next, service.wipe);
              checkWipe(service.wipe);
            }
            checkRepetition(service, next);
          }
          checkWay(service.wipe);
        }),
        { numRuns: 200 },
      );
      // The walk is worth something only if it gets everywhere.
      expect(STATE_NAMES.filter((state) => !reached.has(state))).toEqual(['requested']);
    },
    WALK,
  );

  test(
    'time brings it to an end',
    () => {
      fc.assert(
        fc.property(start, steps, (wipe, taken) => {
          const service = aService(wipe);
          for (const next of taken) take(service, next);

          letTimePass(service, Math.max(0, service.wipe.deadlineAt - service.now));
          letTimePass(service, VERDICT_TIME);

          expect(hasEnded(service.wipe.state)).toBe(true);
        }),
        { numRuns: 50 },
      );
    },
    WALK,
  );
});
