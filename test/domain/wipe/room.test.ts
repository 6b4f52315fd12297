/** Room in the audit: whatever people, pauses and handsets repeat, a wipe can go on, be stopped, be contested, and end. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVENT_TYPES } from '#domain/audit/event.ts';
import { lacksApproval } from '#domain/wipe/approval.ts';
import { cancel } from '#domain/wipe/cancel.ts';
import { contest } from '#domain/wipe/contest.ts';
import { issue } from '#domain/wipe/decide-claim.ts';
import { decideReport } from '#domain/wipe/decide-report.ts';
import { release } from '#domain/wipe/dispatch.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { holdBack, liftHold, redrive, wakeUpNow } from '#domain/wipe/operate.ts';
import { hasRoom, MOST_EVENTS, ROOMS } from '#domain/wipe/room.ts';
import { DAY, HOUR, MOST_COMMANDS } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import {
  aClaim,
  anIssuedCommand,
  aReport,
  aWipe,
  hashOf,
  PERSON,
  SERVICE,
  VERDICT_TIME,
} from '../builders.ts';
import {
  aService,
  ask,
  dispatch,
  findNoRoom,
  hearClaim,
  hearContest,
  hearReport,
  hearWord,
  operate,
  type Service,
} from './service.ts';

test('an item holds a hundred events at most, and each kind has its own part of them', () => {
  expect(MOST_EVENTS).toBe(100);
  const types = ROOMS.flatMap((room) => room.types);
  expect(types.toSorted()).toEqual([...EVENT_TYPES].toSorted());
});

test('a wake-up that an operator asks for takes none of the room of the ladder', () => {
  const wipe = aWipe({ state: 'waiting-for-handset' });
  let wanted = wipe;
  for (let n = 1; hasRoom(wanted, { type: 'notified', by: PERSON }); n += 1) {
    const decision = wakeUpNow(wanted, {
      now: wanted.requestedAt + n * HOUR,
      by: PERSON,
      reason: 'r',
    });
    if (decision.kind !== 'done') throw new Error(`it was ${decision.kind}`);
    wanted = decision.wipe;
  }

  expect(wanted.events).toHaveLength(wipe.events.length + 20);
  expect(hasRoom(wanted, { type: 'notified', by: SERVICE })).toBe(true);
});

/** What may be repeated at will, by whomever; what keeps a wipe back comes and goes, with what is tried meanwhile. */
const tried = fc.constantFrom('dispatch' as const, 'claim' as const, 'no-room' as const);
const repeated = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('pause' as const, 'suspension' as const, 'hold' as const),
      meanwhile: tried,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('operate' as const),
      act: fc.constantFrom(holdBack, liftHold, redrive, wakeUpNow),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: tried }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'refuse' as const,
        'ask' as const,
        'approve' as const,
        'contest' as const,
      ),
    }),
  },
);
type Repeated = typeof repeated extends fc.Arbitrary<infer Each> ? Each : never;

function take(service: Service, taken: Repeated): void {
  // What is paced has its pause behind it, and the deadline never comes.
  service.now += 2 * HOUR;
  switch (taken.does) {
    case 'pause':
      service.paused = true;
      attempt(service, taken.meanwhile);
      service.paused = false;
      attempt(service, 'dispatch');
      break;
    case 'suspension':
      service.suspended = true;
      attempt(service, taken.meanwhile);
      service.suspended = false;
      attempt(service, 'dispatch');
      break;
    case 'hold':
      operate(service, holdBack);
      attempt(service, taken.meanwhile);
      operate(service, liftHold);
      attempt(service, 'dispatch');
      break;
    case 'operate':
      operate(service, taken.act);
      break;
    case 'refuse': {
      const last = service.wipe.commands.at(-1)?.commandHash ?? hashOf('none');
      const report = aReport({ phase: 'refused', reason: 'expired', commandHash: last });
      hearReport(service, report);
      break;
    }
    case 'ask':
      ask(service);
      break;
    case 'approve':
      hearWord(service, 'approved', 'person-2');
      break;
    case 'contest':
      hearContest(service);
      break;
    default:
      attempt(service, taken.does);
      break;
  }
}

function attempt(service: Service, what: 'dispatch' | 'claim' | 'no-room'): void {
  if (what === 'dispatch') dispatch(service);
  else if (what === 'no-room') findNoRoom(service);
  else hearClaim(service, aClaim({ counter: service.wipe.lastClaimCounter + 1 }));
}

/** Everything that must be possible whatever came before. What finds no room throws. */
function expectFree({ wipe, now }: Service): void {
  const { state, commands, events, contestedAt, verdictUntil } = wipe;
  if (contestedAt === undefined) {
    const contested = contest(wipe, now);
    expect('wipe' in contested && contested.wipe.events).toHaveLength(events.length + 1);
  }
  if (hasEnded(state)) return;

  const mayGoOut = state === 'requested' || state === 'held' || state === 'awaiting-approval';
  const out = mayGoOut && !lacksApproval(wipe) ? release(wipe, now) : wipe;
  if (out !== wipe) expect(out.events).toHaveLength(events.length + 1);
  if (out.state === 'waiting-for-handset' || out.state === 'issued') {
    if (commands.length < MOST_COMMANDS && verdictUntil === undefined) {
      const command = anIssuedCommand({ commandHash: hashOf('next'), issuedAt: now });
      const claim = aClaim({ counter: wipe.lastClaimCounter + 1 });
      const terms = { command, evidence: 'e', verdictTime: VERDICT_TIME };
      const issued = issue(out, claim, terms);
      for (const phase of ['accepted', 'erased'] as const) {
        const report = aReport({
          phase,
          commandHash: hashOf('next'),
          storages: [{ kind: 'internal', result: 'erased' }],
        });
        const said = decideReport(issued, report, {
          now,
          evidence: 'e',
          verdictTime: VERDICT_TIME,
        });
        expect(said).toMatchObject({ kind: 'change', wipe: { state: phase } });
      }
    }
  }
  const wish = cancel(wipe, { now, by: PERSON, verdictTime: VERDICT_TIME, reason: 'found' });
  if ('wipe' in wish && wish.wipe) expect(wish.wipe.events).toHaveLength(events.length + 1);
  const later = { now: wipe.deadlineAt + DAY, verdictTime: VERDICT_TIME };
  const waited = lapse(wipe, later);
  const ended = lapse(waited, { ...later, now: later.now + DAY });
  expect(hasEnded(ended.state)).toBe(true);
}

describe('whatever is repeated', () => {
  test('a wipe can be let out, issued, cancelled, contested and ended', () => {
    const full = new Set<string>();
    fc.assert(
      fc.property(fc.array(repeated, { minLength: 30, maxLength: 80 }), (steps) => {
        const service = aService(aWipe({ deadlineAt: Date.parse('2027-01-01') }));
        for (const [index, step] of steps.entries()) {
          take(service, step);
          if (index % 10 === 9) expectFree(service);
        }
        for (const { types } of ROOMS)
          for (const type of types)
            if (!hasRoom(service.wipe, { type, by: SERVICE })) full.add(type);
        expect(service.wipe.events.length).toBeLessThanOrEqual(MOST_EVENTS);
      }),
      { numRuns: 25 },
    );
    // The walk is worth something only if it fills what can be filled.
    expect([...full]).toEqual(expect.arrayContaining(['hold-set', 'held', 'notified']));
  }, 60_000);
});
