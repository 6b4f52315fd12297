import { describe, expect, test } from '@jest/globals';
import {
  COMMAND_REFUSALS,
  PASSING_REFUSALS,
  type Report,
  type StorageResult,
} from '#domain/protocol/report.ts';
import { decideReport, type ReportDecision } from '#domain/wipe/decide-report.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import {
  anIssuedCommand,
  aReport,
  aWipe,
  hashOf,
  NOW,
  VERDICT_TIME,
  withoutRoomFor,
} from '../builders.ts';

const LATER = NOW + MINUTE;
const evidence = 'the.report.jws';
const SD_ERASED: StorageResult = { kind: 'sd', result: 'erased' };
const SD_FAILED: StorageResult = { kind: 'sd', result: 'failed' };
const INTERNAL: StorageResult = { kind: 'internal', result: 'erased' };
const INTERNAL_FAILED: StorageResult = { kind: 'internal', result: 'failed' };

const accepted = aReport();
const sdDone = aReport({ phase: 'sd-done', counter: 201, storages: [SD_ERASED] });
const erased = aReport({ phase: 'erased', counter: 202, storages: [INTERNAL, SD_ERASED] });
const failed = aReport({
  phase: 'failed',
  counter: 202,
  storages: [INTERNAL_FAILED, SD_ERASED],
  reason: 'internal-not-erased',
});
const refused = (reason: string, overrides: Partial<Report> = {}) =>
  aReport({ phase: 'refused', reason, ...overrides });

const decide = (wipe: Wipe, report: Report, verdictTime = VERDICT_TIME) =>
  decideReport(wipe, report, { now: LATER, verdictTime, evidence });

/** The wipe after these reports, in this order, whatever came of each. */
const heard = (wipe: Wipe, ...reports: Report[]) =>
  reports.reduce((present, report) => {
    const decision = decide(present, report);
    return decision.kind === 'change' ? decision.wipe : present;
  }, wipe);
const changed = (decision: ReportDecision): Wipe => {
  if (decision.kind !== 'change') throw new TypeError(`decided ${decision.kind}`);
  return decision.wipe;
};

const issued = aWipe({ state: 'issued' });
/** A second command went out after the first. */
const issuedAgain = aWipe({
  state: 'issued',
  commands: [anIssuedCommand(), anIssuedCommand({ commandHash: hashOf(2) })],
});

describe('the phases in their order', () => {
  test('accepted begins the wait for the verdict', () => {
    const wipe = changed(decide(issued, accepted));

    expect(wipe).toMatchObject({
      state: 'accepted',
      commandHash: hashOf(1),
      version: issued.version + 1,
      verdictUntil: LATER + VERDICT_TIME,
    });
    expect(wipe.events.at(-1)).toMatchObject({
      type: 'accepted',
      by: { kind: 'handset' },
      evidence,
    });
  });

  test('the wait lasts at least until the command has expired', () => {
    const { expiresAt } = anIssuedCommand();

    expect(changed(decide(issued, accepted, SECOND))).toMatchObject({ verdictUntil: expiresAt });
  });

  test('sd-done notes the result of the card', () => {
    const wipe = heard(issued, accepted, sdDone);

    expect(wipe).toMatchObject({ state: 'accepted', storages: [SD_ERASED] });
    expect(wipe.events.at(-1)).toMatchObject({
      type: 'sd-done',
      from: 'accepted',
      to: 'accepted',
      detail: { sd: 'erased' },
      evidence,
    });
  });

  test('erased ends it', () => {
    const wipe = heard(issued, accepted, sdDone, erased);

    expect(wipe).toMatchObject({
      state: 'erased',
      proof: 'report',
      endedAt: LATER,
      storages: [INTERNAL, SD_ERASED],
    });
    expect(wipe.events.map(({ type }) => type).slice(-3)).toEqual([
      'accepted',
      'sd-done',
      'erased',
    ]);
  });
});

describe('what became of the storages', () => {
  test.each<[string, Report, object]>([
    [
      'SD failed, internal erased',
      { ...erased, storages: [INTERNAL, SD_FAILED] },
      { state: 'erased' },
    ],
    [
      'no card, internal erased',
      { ...erased, storages: [INTERNAL, { kind: 'sd', result: 'no-card' }] },
      { state: 'erased' },
    ],
    ['internal failed', failed, { state: 'failed', reason: 'internal-not-erased' }],
    [
      'said to be erased, but internal was not',
      { ...erased, storages: [INTERNAL_FAILED] },
      { state: 'failed', reason: 'internal-not-erased' },
    ],
    [
      'said to be erased, without a word on internal',
      { ...erased, storages: [] },
      { state: 'failed', reason: 'internal-not-erased' },
    ],
    [
      'failed without a reason',
      aReport({ phase: 'failed' }),
      { state: 'failed', reason: 'failed' },
    ],
  ])('%s', (_, report, expected) => {
    expect(heard(issued, accepted, report)).toMatchObject(expected);
  });

  test('keeps the card’s result where the last report does not repeat it', () => {
    const wipe = heard(issued, accepted, sdDone, { ...erased, storages: [INTERNAL] });

    expect(wipe.storages).toEqual([INTERNAL, SD_ERASED]);
  });

  test('takes the later of two results of the card, in whatever order they come', () => {
    const first = { ...sdDone, storages: [SD_FAILED] };
    const second = { ...sdDone, counter: 203 };

    expect(heard(issued, accepted, first, second).storages).toEqual([SD_ERASED]);
    expect(heard(issued, accepted, second, first).storages).toEqual([SD_ERASED]);
  });
});

describe('reports that come twice', () => {
  test.each<[string, Report[]]>([
    ['accepted', [accepted]],
    ['sd-done', [accepted, sdDone]],
    ['erased', [accepted, sdDone, erased]],
    ['failed', [accepted, failed]],
    ['a passing refusal', [refused('expired')]],
    ['an ending refusal', [refused('bad-signature')]],
  ])('count once: %s', (_, reports) => {
    const once = heard(issued, ...reports);

    for (const report of reports) expect(decide(once, report)).toEqual({ kind: 'duplicate' });
  });
});

describe('reports out of order', () => {
  test('sd-done before accepted proves the acceptance, in one step', () => {
    const wipe = changed(decide(issued, sdDone));

    expect(wipe).toMatchObject({
      state: 'accepted',
      version: issued.version + 1,
      commandHash: hashOf(1),
      verdictUntil: LATER + VERDICT_TIME,
      storages: [SD_ERASED],
    });
    expect(wipe.events.at(-1)).toMatchObject({ type: 'sd-done', from: 'issued', to: 'accepted' });
    expect(decide(wipe, accepted)).toEqual({ kind: 'duplicate' });
  });

  test('erased before accepted ends it, and the others are late', () => {
    const wipe = changed(decide(issued, erased));

    expect(wipe).toMatchObject({ state: 'erased', storages: [INTERNAL, SD_ERASED] });
    for (const report of [accepted, sdDone]) expect(decide(wipe, report).kind).toBe('duplicate');
  });

  test('failed before accepted ends it', () => {
    expect(heard(issued, failed, accepted)).toMatchObject({ state: 'failed' });
  });
});

describe('a refusal', () => {
  const ending = COMMAND_REFUSALS.filter((reason) => !PASSING_REFUSALS.includes(reason));

  test.each(ending)('by %s ends the wipe', (reason) => {
    expect(changed(decide(issued, refused(reason)))).toMatchObject({ state: 'failed', reason });
  });

  test.each(PASSING_REFUSALS)('by %s is an event and ends nothing', (reason) => {
    const wipe = changed(decide(issued, refused(reason)));

    expect(wipe.state).toBe('issued');
    expect(wipe.events.at(-1)).toMatchObject({
      type: 'command-refused',
      detail: { reason, commandHash: hashOf(1) },
    });
  });

  test.each([...COMMAND_REFUSALS])('of an older command by %s ends nothing', (reason) => {
    expect(changed(decide(issuedAgain, refused(reason)))).toMatchObject({ state: 'issued' });
  });

  test('by a name nobody knows counts as malformed', () => {
    expect(heard(issued, refused('tired'))).toMatchObject({ state: 'failed', reason: 'malformed' });
  });

  test.each(['accepted', 'unconfirmed', 'erased'] as const)('is too late in %s', (state) => {
    expect(decide(aWipe({ state }), refused('bad-signature'))).toEqual({ kind: 'duplicate' });
  });

  test('is no event any more where the audit has no room for more of them', () => {
    const full = withoutRoomFor(issued, 'command-refused');

    expect(decide(full, refused('expired'))).toEqual({ kind: 'drop', why: 'too-many' });
  });
});

describe('an older command', () => {
  test('that was carried out is proof all the same', () => {
    expect(heard(issuedAgain, erased)).toMatchObject({ state: 'erased' });
  });

  test.each(['issued', 'accepted', 'unconfirmed'] as const)(
    'that failed ends nothing while a newer one may act (%s)',
    (state) => {
      const { commands } = issuedAgain;

      expect(decide(aWipe({ state, commands }), failed)).toEqual({
        kind: 'drop',
        why: 'superseded',
      });
    },
  );
});

describe('late proof', () => {
  const unconfirmed = aWipe({ state: 'unconfirmed' });

  test('makes an unconfirmed wipe erased', () => {
    expect(changed(decide(unconfirmed, erased))).toMatchObject({ state: 'erased', endedAt: LATER });
  });

  test('makes an unconfirmed wipe failed', () => {
    expect(changed(decide(unconfirmed, failed))).toMatchObject({ state: 'failed' });
  });

  test.each([accepted, sdDone])('is not that something was begun', (report) => {
    expect(decide(unconfirmed, report)).toEqual({ kind: 'duplicate' });
  });
});

describe('what cannot be', () => {
  test('a report on a command that this wipe never had is dropped', () => {
    expect(decide(issued, { ...erased, commandHash: hashOf('other') })).toEqual({
      kind: 'drop',
      why: 'unknown-command',
    });
  });

  test.each(['cancelled', 'expired', 'held', 'waiting-for-handset', 'refused'] as const)(
    'a report after the handset signed that it holds none is a contradiction (%s)',
    (state) => {
      const wipe = aWipe({ state, commands: [anIssuedCommand()] });

      for (const report of [accepted, sdDone, erased, failed, refused('malformed')])
        expect(decide(wipe, report)).toEqual({ kind: 'drop', why: 'contradiction' });
    },
  );

  test('erased never becomes failed, nor failed erased', () => {
    expect(decide(aWipe({ state: 'erased' }), failed)).toEqual({ kind: 'duplicate' });
    expect(decide(aWipe({ state: 'failed' }), erased)).toEqual({ kind: 'duplicate' });
  });
});

test('a handset that reports for ever leaves room for the ending', () => {
  let wipe = heard(issued, accepted);
  for (let counter = 300; counter < 500; counter += 1)
    wipe = heard(wipe, { ...sdDone, counter, storages: [counter % 2 ? SD_ERASED : SD_FAILED] });

  expect(wipe.events.filter(({ type }) => type === 'sd-done')).toHaveLength(4);
  expect(heard(wipe, { ...erased, counter: 500 })).toMatchObject({ state: 'erased' });
});
