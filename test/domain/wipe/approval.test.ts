import { describe, expect, test } from '@jest/globals';
import { verifyChain } from '#domain/audit/chain.ts';
import { digest } from '#domain/audit/digest.ts';
import { reasonHash } from '#domain/wipe/act.ts';
import { annotate } from '#domain/wipe/advance.ts';
import {
  approvalReasons,
  approvalStatus,
  askForApproval,
  decideWord,
  isApproved,
  lacksApproval,
  type Word,
  type WordDecision,
} from '#domain/wipe/approval.ts';
import { cancel } from '#domain/wipe/cancel.ts';
import { dueAt } from '#domain/wipe/due.ts';
import { lapse } from '#domain/wipe/lapse.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import type { ApprovalReason, Wipe } from '#domain/wipe/wipe.ts';
import {
  APPROVAL_TIME,
  anIssuedCommand,
  aVisit,
  aWipe,
  NOW,
  SERVICE,
  VERDICT_TIME,
  type WipeOverrides,
} from '../builders.ts';

const LATER = NOW + MINUTE;
const shop = { channel: 'shop', visit: aVisit() } as const;
const awaiting = (overrides: WipeOverrides = {}) =>
  aWipe({ state: 'awaiting-approval', requestedBy: 'clerk-1', ...shop, ...overrides });

const said = (overrides: Partial<Word> = {}): Word => ({
  word: 'approved',
  person: 'approver-1',
  requestHash: aWipe().requestHash,
  reason: 'Called the shop back',
  now: LATER,
  ...overrides,
});
/** The wipe after a word that counts. */
function taken(wipe: Wipe, word: Word): Wipe {
  const decision = decideWord(wipe, word);
  if (decision.kind !== 'counts') throw new Error(`it was ${decision.kind}`);
  return decision.wipe;
}
const outcome = (decision: WordDecision) =>
  decision.kind === 'refused' ? decision.why : decision.kind;

describe('a second person must agree', () => {
  let serial = 0;
  const other = (overrides: WipeOverrides = {}) => {
    serial += 1;
    return aWipe({ enrolmentId: digest(`other ${serial}`), ...overrides });
  };
  const reached = (ago: number) =>
    other({ state: 'erased', commands: [anIssuedCommand({ issuedAt: LATER - ago })] });
  const lately = () => reached(DAY - 1);
  const longAgo = () => reached(DAY);
  const away: WipeOverrides = { channel: 'shop', approval: { reasons: ['customer-absent'] } };

  test.each<[string, WipeOverrides, Wipe[], readonly ApprovalReason[]]>([
    ['never for the first wipe of a line', {}, [], []],
    ['not in a shop either', shop, [], []],
    ['where the request says so', away, [], ['customer-absent']],
    ['in a shop after one that reached a handset', shop, [lately()], ['reached-lately']],
    ['but not a day after it', shop, [longAgo()], []],
    ['not on the web after one', {}, [lately()], []],
    ['after two on the web', {}, [lately(), lately()], ['line-limit']],
    ['not after two of which one is a day old', {}, [lately(), longAgo()], []],
    ['after two in a shop', shop, [lately(), lately()], ['reached-lately', 'line-limit']],
    [
      'for each reason once',
      away,
      [lately(), lately()],
      ['customer-absent', 'reached-lately', 'line-limit'],
    ],
    ['not after two that were cancelled', shop, [cancelled(), cancelled()], []],
    [
      'with two others under way, which may still reach theirs',
      {},
      [other(), held()],
      ['line-limit'],
    ],
    ['not for those that wait for a second person themselves', {}, [asked(), asked()], []],
    ['for one that reached and one under way', {}, [lately(), other()], ['line-limit']],
    ['once for one that is both', {}, [issued()], []],
  ])('%s', (_, overrides, others, reasons) => {
    expect(approvalReasons(aWipe(overrides), { others, most: 2, now: LATER })).toEqual(reasons);
  });

  function cancelled() {
    return other({ state: 'cancelled' });
  }
  function held() {
    return other({ state: 'held' });
  }
  function asked() {
    return other({ state: 'awaiting-approval' });
  }
  function issued() {
    return other({ state: 'issued', commands: [anIssuedCommand()] });
  }
});

describe('asking', () => {
  test('keeps the reasons, in the audit too, and how long there is', () => {
    const terms = { now: LATER, by: SERVICE, approvalTime: APPROVAL_TIME };

    const asked = askForApproval(aWipe(shop), ['customer-absent', 'line-limit'], terms);

    expect(asked).toMatchObject({
      state: 'awaiting-approval',
      approvalUntil: LATER + APPROVAL_TIME,
      approval: { reasons: ['customer-absent', 'line-limit'] },
    });
    expect(asked.events.at(-1)).toMatchObject({
      type: 'approval-asked',
      detail: { reasons: 'customer-absent line-limit' },
    });
    expect(lacksApproval(asked)).toBe(true);
  });
});

describe('a word', () => {
  const approved = taken(awaiting(), said());
  const rejected = taken(awaiting(), said({ word: 'rejected' }));
  const until = NOW + APPROVAL_TIME;

  test('that approves lets the wipe go on, and says in the audit who it was and a hash of why', () => {
    const { events, wipeId } = approved;

    expect(approved).toMatchObject({
      state: 'awaiting-approval',
      approval: { reasons: ['customer-absent'], approvedBy: 'approver-1' },
      reasons: [{ n: 3, text: 'Called the shop back' }],
    });
    expect([isApproved(approved), lacksApproval(approved)]).toEqual([true, false]);
    expect(events.at(-1)).toMatchObject({
      type: 'approved',
      by: { kind: 'person', id: 'approver-1' },
      detail: { reasonHash: reasonHash(approved, 3, 'Called the shop back') },
    });
    expect(JSON.stringify(events)).not.toContain('Called');
    expect(verifyChain(wipeId, events)).toMatchObject({ intact: true });
  });

  test('that rejects ends it', () => {
    expect(rejected).toMatchObject({ state: 'rejected', reason: 'not-approved', endedAt: LATER });
    expect(rejected.events.at(-1)).toMatchObject({ type: 'rejected', from: 'awaiting-approval' });
  });

  test.each<[string, Wipe, Partial<Word>, string]>([
    ['on what was just asked', awaiting(), {}, 'counts'],
    ['in the last moment', awaiting(), { now: until - 1 }, 'counts'],
    ['when its time is over', awaiting(), { now: until }, 'approval-lapsed'],
    ['at the deadline', awaiting({ deadlineAt: LATER }), {}, 'approval-lapsed'],
    ['on one that has lapsed', lapsed(until), { now: until }, 'approval-lapsed'],
    ['on one’s own request', awaiting(), { person: 'clerk-1' }, 'own-case'],
    ['on one’s own, by an old hash', awaiting(), own('old'), 'own-case'],
    ['on another request', awaiting(), { requestHash: digest('another') }, 'request-changed'],
    ['on nothing asked yet', aWipe({ requestedBy: 'clerk-1' }), {}, 'approval-not-asked'],
    ['once more', approved, {}, 'repeated'],
    ['once more, for another reason', approved, { reason: 'Again' }, 'repeated'],
    ['once more, about another request', approved, own('x', 'approver-1'), 'request-changed'],
    ['once more, when its time is over', approved, { now: until }, 'repeated'],
    ['once more, when it has gone on', goneOn(approved), {}, 'repeated'],
    ['after somebody else’s', approved, { person: 'approver-2' }, 'approval-decided'],
    ['after one’s own to the contrary', approved, { word: 'rejected' }, 'approval-decided'],
    ['that rejects once more', rejected, { word: 'rejected' }, 'repeated'],
    ['that approves what one rejected', rejected, {}, 'approval-decided'],
    ['on what another rejected', rejected, { person: 'approver-2' }, 'approval-decided'],
    ['on one that was cancelled meanwhile', cancelledBy(awaiting()), {}, 'wipe-ended'],
    ['once more, on one cancelled since', cancelledBy(approved), {}, 'repeated'],
  ])('%s', (_, wipe, overrides, expected) => {
    expect(outcome(decideWord(wipe, said(overrides)))).toBe(expected);
  });

  test('counts in no state but the one that waits for it', () => {
    const counts = STATE_NAMES.filter(
      (state) => decideWord(aWipe({ state, requestedBy: 'clerk-1' }), said()).kind === 'counts',
    );

    expect(counts).toEqual(['awaiting-approval']);
  });

  function lapsed(now: number) {
    return lapse(awaiting(), { now, verdictTime: VERDICT_TIME });
  }
  function own(hash: string, person = 'clerk-1') {
    return { person, requestHash: digest(hash) };
  }
  function goneOn(wipe: Wipe) {
    return { ...aWipe({ state: 'held', requestedBy: 'clerk-1' }), events: wipe.events };
  }
  function cancelledBy(wipe: Wipe) {
    const by = { kind: 'person', id: 'clerk-1' } as const;
    const decision = cancel(wipe, { now: LATER, by, verdictTime: VERDICT_TIME });
    if (decision.kind !== 'cancelled') throw new Error(decision.kind);
    return decision.wipe;
  }
});

describe('time', () => {
  const approved = taken(awaiting(), said());
  const at = (now: number) => ({ now, verdictTime: VERDICT_TIME });

  test('ends the wait for a second person, and says so', () => {
    const until = NOW + APPROVAL_TIME;

    expect(lapse(awaiting(), at(until - 1)).state).toBe('awaiting-approval');
    expect(lapse(awaiting(), at(until))).toMatchObject({
      state: 'expired',
      reason: 'approval-lapsed',
    });
  });

  test('does not undo what was approved, but for the deadline', () => {
    expect(lapse(approved, at(NOW + DAY))).toBe(approved);
    expect(lapse(approved, at(approved.deadlineAt))).toMatchObject({
      state: 'expired',
      reason: 'deadline',
    });
  });

  test('brings the reconciler soon, unless a run has asked and nobody has decided', () => {
    const asked = annotate(awaiting(), LATER, {
      callback: { task: 'approval', token: 't' },
      messages: ['requested', 'approval-asked'],
    });
    const until = NOW + APPROVAL_TIME;

    expect(dueAt(awaiting(), LATER)).toBe(LATER + MINUTE);
    expect(dueAt(asked, LATER)).toBe(until + MINUTE);
    expect(dueAt(approved, LATER)).toBe(LATER + MINUTE);
    expect(dueAt(taken(asked, said()), LATER)).toBe(LATER + MINUTE);
  });
});

test.each<[string, Wipe, string]>([
  ['to decide', awaiting(), 'to-decide'],
  ['approved', taken(awaiting(), said()), 'approved'],
  ['rejected', taken(awaiting(), said({ word: 'rejected' })), 'rejected'],
  ['over, where it ended before', aWipe({ state: 'cancelled' }), 'over'],
])('an approval stands as %s', (_, wipe, status) => {
  expect(approvalStatus(wipe, LATER)).toBe(status);
});

test('an approval has lapsed as soon as its time is over, whether that is written down or not', () => {
  const now = NOW + APPROVAL_TIME;
  const written = lapse(awaiting(), { now, verdictTime: VERDICT_TIME });

  expect([approvalStatus(awaiting(), now), approvalStatus(written, now)]).toEqual([
    'lapsed',
    'lapsed',
  ]);
  expect(hasEnded(written.state)).toBe(true);
});
