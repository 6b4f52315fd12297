import { describe, expect, test } from '@jest/globals';
import { append, type Decision } from '#domain/governor/journal.ts';
import { PROPOSAL_LIFE } from '#domain/governor/proposal.ts';
import {
  confirmReinstatement,
  proposeReinstatement,
  type StandingEntry,
  standingAfter,
  suspend,
} from '#domain/governor/standing.ts';

const NOW = 1_800_000_000_000;
const CLERK = 'clerk-1';

type Decide = (newest: StandingEntry | undefined) => Decision<StandingEntry, string>;

const act = (person: string, now = NOW) => ({ person, reason: 'because', now });
const suspended: Decide = (newest) => suspend(newest, { now: NOW, why: 'over the limit' });
const proposed =
  (person: string, now = NOW): Decide =>
  (newest) =>
    proposeReinstatement(newest, CLERK, act(person, now));
const confirmed =
  (person: string, n: number, now = NOW): Decide =>
  (newest) =>
    confirmReinstatement(newest, CLERK, { ...act(person, now), n });

/** Takes the steps one after another: what each came to, and where the clerk stands in the end. */
function story(...steps: readonly Decide[]) {
  let newest: StandingEntry | undefined;
  const came = steps.map((step) => {
    const decided = step(newest);
    if (!('entry' in decided)) return decided.kind;
    newest = append('clerk-standing#clerk-1', newest, decided.entry);
    return newest.type;
  });
  return { came: came.at(-1), suspended: standingAfter(newest).suspended };
}

describe('the standing of a clerk', () => {
  test.each<[string, readonly Decide[], string, boolean]>([
    ['a suspension', [suspended], 'suspended', true],
    ['a second suspension', [suspended, suspended], 'already', true],
    ['a proposal', [suspended, proposed('a')], 'reinstatement-proposed', true],
    [
      'a confirmation by another',
      [suspended, proposed('a'), confirmed('b', 2)],
      'reinstated',
      false,
    ],
    ['their own confirmation', [suspended, proposed('a'), confirmed('a', 2)], 'own-proposal', true],
    ['a proposal by the clerk', [suspended, proposed(CLERK)], 'own-case', true],
    [
      'a confirmation by the clerk',
      [suspended, proposed('a'), confirmed(CLERK, 2)],
      'own-case',
      true,
    ],
    ['a confirmation of nothing', [suspended, confirmed('b', 2)], 'proposal-not-open', true],
    ['a proposal for a clerk in good standing', [proposed('a')], 'not-suspended', false],
    [
      'a confirmation in the last millisecond',
      [suspended, proposed('a'), confirmed('b', 2, NOW + PROPOSAL_LIFE - 1)],
      'reinstated',
      false,
    ],
    [
      'a confirmation too late',
      [suspended, proposed('a'), confirmed('b', 2, NOW + PROPOSAL_LIFE)],
      'proposal-expired',
      true,
    ],
    [
      'a confirmation of a proposal that was made again',
      [suspended, proposed('a'), proposed('a'), confirmed('b', 2)],
      'proposal-not-open',
      true,
    ],
    [
      'a confirmation of a proposal beside which another one stands',
      [suspended, proposed('a'), proposed('b'), confirmed('c', 2)],
      'reinstated',
      false,
    ],
    [
      'the same confirmation again',
      [suspended, proposed('a'), confirmed('b', 2), confirmed('b', 2)],
      'already',
      false,
    ],
    [
      'a suspension anew',
      [suspended, proposed('a'), confirmed('b', 2), suspended],
      'suspended',
      true,
    ],
    [
      'the confirmation of a case before',
      [suspended, proposed('a'), confirmed('b', 2), suspended, confirmed('c', 2)],
      'proposal-not-open',
      true,
    ],
  ])('after %s', (_, steps, came, suspended) => {
    expect(story(...steps)).toEqual({ came, suspended });
  });
});
