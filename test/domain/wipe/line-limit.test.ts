/** The limit of a line: whatever is asked for, in whatever order, no third wipe reaches a handset in a day on one word. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digest } from '#domain/audit/digest.ts';
import { advance } from '#domain/wipe/advance.ts';
import { approvalReasons, askForApproval, decideWord, isApproved } from '#domain/wipe/approval.ts';
import { cancel } from '#domain/wipe/cancel.ts';
import { issue } from '#domain/wipe/decide-claim.ts';
import { release } from '#domain/wipe/dispatch.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import {
  APPROVAL_TIME,
  aClaim,
  anIssuedCommand,
  aWipe,
  NOW,
  PERSON,
  SERVICE,
  VERDICT_TIME,
} from '../builders.ts';

const MOST = 2;
const HANDSETS = 5;

/** Each is done to the latest wipe of one of the line's handsets. */
const step = fc.record({
  does: fc.constantFrom(
    ...([
      'ask',
      'ask',
      'look',
      'judge',
      'judge',
      'approve',
      'claim',
      'claim',
      'cancel',
      'end',
    ] as const),
  ),
  handset: fc.nat(HANDSETS - 1),
  after: fc.constantFrom(MINUTE, HOUR, 7 * HOUR),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

interface LineOf {
  now: number;
  readonly wipes: Map<string, Wipe>;
  /** What a judgement under way has read of the others: never before its own wipe was put. */
  readonly looks: Map<string, readonly Wipe[]>;
}

const latestOf = ({ wipes }: LineOf, handset: number) =>
  [...wipes.values()].findLast(({ enrolmentId }) => enrolmentId === digest(`handset ${handset}`));

function ask(line: LineOf, handset: number): void {
  const latest = latestOf(line, handset);
  if (latest !== undefined && !hasEnded(latest.state)) return;
  const enrolmentId = digest(`handset ${handset}`);
  const wipe = aWipe({
    enrolmentId,
    attempt: (latest?.attempt ?? 0) + 1,
    requestedAt: line.now,
    deadlineAt: line.now + 300 * DAY,
  });
  line.wipes.set(wipe.wipeId, wipe);
}

/** A judgement reads, and writes at some later time, on what it has read. */
function judge(line: LineOf, wipe: Wipe): Wipe {
  const others = line.looks.get(wipe.wipeId);
  if (wipe.state !== 'requested' || others === undefined) return wipe;
  const terms = { now: line.now, by: SERVICE, approvalTime: APPROVAL_TIME };
  const reasons = approvalReasons(wipe, { others, most: MOST, now: line.now });
  return reasons.length > 0 ? askForApproval(wipe, reasons, terms) : release(wipe, line.now);
}

function approve(line: LineOf, wipe: Wipe): Wipe {
  const said = { word: 'approved', person: 'person-2', reason: 'called', now: line.now } as const;
  const decision = decideWord(wipe, { ...said, requestHash: wipe.requestHash });
  return decision.kind === 'counts' ? release(decision.wipe, line.now) : wipe;
}

function claim({ now }: LineOf, wipe: Wipe): Wipe {
  if (wipe.state !== 'waiting-for-handset') return wipe;
  const terms = {
    command: anIssuedCommand({ issuedAt: now }),
    evidence: 'e',
    verdictTime: VERDICT_TIME,
  };
  return issue(wipe, aClaim(), terms);
}

const failed = (at: number) =>
  ({ to: 'failed', type: 'failed', by: SERVICE, at, set: { reason: 'failed' } }) as const;

function take(line: LineOf, { does, handset, after }: Step): void {
  line.now += after;
  if (does === 'ask') ask(line, handset);
  const wipe = latestOf(line, handset);
  if (wipe === undefined) return;
  const others = [...line.wipes.values()].filter(({ wipeId }) => wipeId !== wipe.wipeId);
  const set = (next: Wipe) => line.wipes.set(next.wipeId, next);
  if (does === 'look' && wipe.state === 'requested') line.looks.set(wipe.wipeId, others);
  if (does === 'judge') set(judge(line, wipe));
  if (does === 'approve') set(approve(line, wipe));
  if (does === 'claim') set(claim(line, wipe));
  if (does === 'cancel') {
    const decision = cancel(wipe, { now: line.now, by: PERSON, verdictTime: VERDICT_TIME });
    if (decision.kind === 'cancelled') set(decision.wipe);
  }
  if (does === 'end' && wipe.state === 'issued') set(advance(wipe, failed(line.now)));
}

test('is kept by judgements that read after their own wipe was put, however late they write', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const line: LineOf = { now: NOW, wipes: new Map(), looks: new Map() };
      for (const each of steps) take(line, each);

      const all = [...line.wipes.values()];
      const alone = all
        .filter((wipe) => !isApproved(wipe))
        .flatMap(({ commands }) => commands.slice(0, 1).map(({ issuedAt }) => issuedAt))
        .toSorted((one, other) => one - other);
      for (const [index, at] of alone.entries()) {
        const inADay = alone.slice(index).filter((other) => other < at + DAY);
        expect(inADay.length).toBeLessThanOrEqual(MOST);
      }
    }),
    { numRuns: 300 },
  );
});

test('lets one more through that a second person agreed to', () => {
  const line: LineOf = { now: NOW, wipes: new Map(), looks: new Map() };
  const acts = (handset: number, ...all: readonly Step['does'][]) => {
    for (const does of all) take(line, { does, handset, after: 1000 });
  };
  for (const handset of [0, 1]) acts(handset, 'ask', 'look', 'judge', 'claim');

  acts(2, 'ask', 'look', 'judge');
  const asked = latestOf(line, 2)?.state;
  acts(2, 'approve', 'claim');

  expect([asked, latestOf(line, 2)?.state]).toEqual(['awaiting-approval', 'issued']);
});
