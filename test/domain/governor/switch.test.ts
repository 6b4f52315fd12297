import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { append, type Decision, verifyJournal } from '#domain/governor/journal.ts';
import { PROPOSAL_LIFE } from '#domain/governor/proposal.ts';
import {
  confirmResume,
  confirmWithdrawal,
  DISPATCH_SCOPE,
  noteSweep,
  pause,
  proposeResume,
  proposeWithdrawal,
  type SwitchEntry,
  switchAfter,
} from '#domain/governor/switch.ts';
import { MINUTE } from '#domain/wipe/settings.ts';

const NOW = 1_800_000_000_000;

type Decide = (newest: SwitchEntry | undefined) => Decision<SwitchEntry, string>;

const act = (person: string, now: number, reason = 'because') => ({ person, reason, now });
const paused =
  (person = 'a', reason = 'because', now = NOW): Decide =>
  (newest) =>
    pause(newest, act(person, now, reason));
const resumeBy =
  (person: string, now = NOW): Decide =>
  (newest) =>
    proposeResume(newest, act(person, now));
const resumed =
  (person: string, n: number, now = NOW): Decide =>
  (newest) =>
    confirmResume(newest, { ...act(person, now), n });
const withdrawalBy =
  (person: string, now = NOW): Decide =>
  (newest) =>
    proposeWithdrawal(newest, act(person, now));
const withdrawn =
  (person: string, n: number, now = NOW): Decide =>
  (newest) =>
    confirmWithdrawal(newest, { ...act(person, now), n });
const sweep =
  (of: number, count: number): Decide =>
  (newest) =>
    noteSweep(newest, { of, count, now: NOW });

/** Takes the steps one after another: the journal, and what each step came to. */
function story(...steps: readonly Decide[]) {
  const journal: SwitchEntry[] = [];
  const came = steps.map((step) => {
    const decided = step(journal.at(-1));
    if (!('entry' in decided)) return decided.kind;
    journal.push(append(DISPATCH_SCOPE, journal.at(-1), decided.entry));
    return decided.entry.type;
  });
  return { journal, came: came.at(-1), state: switchAfter(journal.at(-1)) };
}

const LAST = NOW + PROPOSAL_LIFE - 1;

describe('pausing and resuming', () => {
  test.each<[string, readonly Decide[], string | undefined, boolean]>([
    ['nothing', [], undefined, false],
    ['a pause', [paused()], 'paused', true],
    ['the same pause again', [paused(), paused()], 'already', true],
    ['a pause by another', [paused(), paused('b')], 'paused', true],
    ['a pause for another reason', [paused(), paused('a', 'more')], 'paused', true],
    ['a proposal without a pause', [resumeBy('a')], 'not-paused', false],
    ['a proposal', [paused(), resumeBy('a')], 'resume-proposed', true],
    ['a confirmation without a pause', [resumed('b', 1)], 'proposal-not-open', false],
    ['a confirmation without a proposal', [paused(), resumed('b', 2)], 'proposal-not-open', true],
    ['their own confirmation', [paused(), resumeBy('a'), resumed('a', 2)], 'own-proposal', true],
    ['a confirmation by another', [paused(), resumeBy('a'), resumed('b', 2)], 'resumed', false],
    [
      'a confirmation by who paused, of another’s proposal',
      [paused('a'), resumeBy('b'), resumed('a', 2)],
      'resumed',
      false,
    ],
    [
      'a confirmation in the last millisecond',
      [paused(), resumeBy('a'), resumed('b', 2, LAST)],
      'resumed',
      false,
    ],
    [
      'a confirmation too late',
      [paused(), resumeBy('a'), resumed('b', 2, LAST + 1)],
      'proposal-expired',
      true,
    ],
    [
      'a confirmation of a proposal that was made again since',
      [paused(), resumeBy('a'), resumeBy('a'), resumed('b', 2)],
      'proposal-not-open',
      true,
    ],
    [
      'a confirmation of a proposal made again, by its new number',
      [paused(), resumeBy('a'), resumeBy('a'), resumed('b', 3)],
      'resumed',
      false,
    ],
    [
      'a confirmation of the first of two people’s proposals',
      [paused(), resumeBy('a'), resumeBy('b'), resumed('c', 2)],
      'resumed',
      false,
    ],
    [
      'a confirmation of each other’s proposals',
      [paused(), resumeBy('a'), resumeBy('b'), resumed('a', 3)],
      'resumed',
      false,
    ],
    [
      'the same confirmation again',
      [paused(), resumeBy('a'), resumed('b', 2), resumed('b', 2)],
      'already',
      false,
    ],
    [
      'a confirmation that another was faster with',
      [paused(), resumeBy('a'), resumed('b', 2), resumed('c', 2)],
      'already',
      false,
    ],
    [
      'a proposal once it is resumed',
      [paused(), resumeBy('a'), resumed('b', 2), resumeBy('a')],
      'not-paused',
      false,
    ],
    [
      'a confirmation of a proposal that another pause made void',
      [paused(), resumeBy('a'), paused('c', 'an attack'), resumed('b', 2)],
      'proposal-not-open',
      true,
    ],
    [
      'an old confirmation during the next pause',
      [paused(), resumeBy('a'), resumed('b', 2), paused(), resumed('b', 2)],
      'proposal-not-open',
      true,
    ],
    [
      'a confirmation of a proposal to withdraw',
      [paused(), withdrawalBy('a'), resumed('b', 2)],
      'proposal-not-open',
      true,
    ],
  ])('after %s', (_, steps, came, isPaused) => {
    const after = story(...steps);

    expect(after.came).toBe(came);
    expect(after.state.pause !== undefined).toBe(isPaused);
  });

  test('a pause upon a pause leaves proposals to withdraw', () => {
    const { state } = story(paused(), withdrawalBy('a'), paused('b'));

    expect(state.proposals).toEqual([expect.objectContaining({ n: 2, action: 'withdrawal' })]);
  });

  test('who paused, and why, is told for the latest reason', () => {
    const { state } = story(paused('a', 'maintenance'), paused('b', 'an attack', NOW + 1));

    expect(state.pause).toEqual({ at: NOW + 1, by: 'b', reason: 'an attack' });
  });
});

describe('withdrawing', () => {
  const confirmed = [withdrawalBy('a'), withdrawn('b', 1)];

  test.each<[string, readonly Decide[], string, number | undefined]>([
    ['a proposal', [withdrawalBy('a')], 'withdrawal-proposed', undefined],
    ['a confirmation of nothing', [withdrawn('b', 1)], 'proposal-not-open', undefined],
    ['their own confirmation', [withdrawalBy('a'), withdrawn('a', 1)], 'own-proposal', undefined],
    ['a confirmation by another', confirmed, 'withdrawn', NOW],
    [
      'a confirmation in the last millisecond',
      [withdrawalBy('a'), withdrawn('b', 1, LAST)],
      'withdrawn',
      LAST,
    ],
    [
      'a confirmation too late',
      [withdrawalBy('a'), withdrawn('b', 1, LAST + 1)],
      'proposal-expired',
      undefined,
    ],
    [
      'a confirmation of a proposal made again since',
      [withdrawalBy('a'), withdrawalBy('a'), withdrawn('b', 1)],
      'proposal-not-open',
      undefined,
    ],
    ['the same confirmation again', [...confirmed, withdrawn('b', 1, LAST)], 'already', NOW],
    [
      'a confirmation of what another’s proposal did',
      [withdrawalBy('a'), withdrawalBy('b'), withdrawn('c', 1), withdrawn('c', 2, LAST)],
      'proposal-not-open',
      NOW,
    ],
    [
      'a second withdrawal',
      [...confirmed, withdrawalBy('a'), withdrawn('b', 3, NOW + MINUTE)],
      'withdrawn',
      NOW + MINUTE,
    ],
    [
      'a second withdrawal by a clock that is behind',
      [...confirmed, withdrawalBy('a'), withdrawn('b', 3, NOW - MINUTE)],
      'withdrawn',
      NOW,
    ],
    [
      'a confirmation of a proposal to resume',
      [paused(), resumeBy('a'), withdrawn('b', 2)],
      'proposal-not-open',
      undefined,
    ],
  ])('after %s', (_, steps, came, withdrawnAt) => {
    const after = story(...steps);

    expect(after.came).toBe(came);
    expect(after.state.withdrawal?.at).toBe(withdrawnAt);
  });

  test.each<[string, readonly Decide[], string, object]>([
    ['wipes found', [sweep(2, 7)], 'withdrawal-swept', { swept: 7 }],
    ['more found', [sweep(2, 7), sweep(2, 5)], 'withdrawal-swept', { swept: 12 }],
    ['none left', [sweep(2, 7), sweep(2, 0)], 'withdrawal-done', { swept: 7, doneAt: NOW }],
    ['none left, twice', [sweep(2, 0), sweep(2, 0)], 'already', { swept: 0, doneAt: NOW }],
    [
      'some found by a search that was slower',
      [sweep(2, 0), sweep(2, 3)],
      'withdrawal-swept',
      { swept: 3, doneAt: NOW },
    ],
    [
      'some found for a withdrawal that another followed',
      [withdrawalBy('a'), withdrawn('b', 3), sweep(2, 3)],
      'already',
      { n: 4, swept: 0 },
    ],
  ])('a search tells %s', (_, steps, came, withdrawal) => {
    const after = story(...confirmed, ...steps);

    expect(after.came).toBe(came);
    expect(after.state.withdrawal).toMatchObject(withdrawal);
    expect(after.state.withdrawal?.doneAt !== undefined).toBe('doneAt' in withdrawal);
  });

  test('keeps the pause as it is', () => {
    const { state } = story(paused(), withdrawalBy('a'), withdrawn('b', 2));

    expect(state.pause).toMatchObject({ by: 'a' });
  });
});

describe('whatever people do, in whatever order', () => {
  const PEOPLE = ['a', 'b', 'c'];
  const step = fc.record({
    does: fc.constantFrom(
      pause,
      proposeResume,
      proposeWithdrawal,
      confirmResume,
      confirmWithdrawal,
    ),
    person: fc.constantFrom(...PEOPLE),
    reason: fc.constantFrom('one', 'another'),
    n: fc.integer({ min: 1, max: 12 }),
    passes: fc.constantFrom(0, MINUTE, 20 * MINUTE),
  });

  test('nothing is resumed or withdrawn but by two people within half an hour', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        let now = NOW;
        const { journal } = story(
          ...steps.map(
            ({ does, passes, ...given }): Decide =>
              (newest) => {
                now += passes;
                return does(newest, { ...given, now });
              },
          ),
        );

        expect(verifyJournal(DISPATCH_SCOPE, journal)).toMatchObject({ intact: true });
        for (const { type, by, at, of } of journal) {
          if (type !== 'resumed' && type !== 'withdrawn') continue;
          const proposal = journal[(of ?? 0) - 1];
          expect(proposal?.type).toBe(
            type === 'resumed' ? 'resume-proposed' : 'withdrawal-proposed',
          );
          expect(proposal?.by.id).not.toBe(by.id);
          expect(at - (proposal?.at ?? 0)).toBeLessThan(PROPOSAL_LIFE);
        }
      }),
    );
  });

  test('a pause lasts until somebody confirms, and one confirmation serves once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const { journal } = story(
          ...steps.map(
            ({ does, passes: _, ...given }): Decide =>
              (newest) =>
                does(newest, { ...given, now: NOW }),
          ),
        );

        let isPaused = false;
        const used = new Set<number>();
        for (const { type, of = 0, state } of journal) {
          if (type === 'paused') isPaused = true;
          if (type === 'resumed') isPaused = false;
          expect(state.pause !== undefined).toBe(isPaused);
          if (type !== 'resumed' && type !== 'withdrawn') continue;
          expect(used.has(of)).toBe(false);
          used.add(of);
        }
      }),
    );
  });
});
