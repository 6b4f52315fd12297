import { describe, expect, test } from '@jest/globals';
import { append, type Decision, type Entry, type Unbound } from '#domain/governor/journal.ts';
import { PROPOSAL_LIFE } from '#domain/governor/proposal.ts';
import {
  confirmReinstatement,
  proposeReinstatement,
  type StandingEntry,
  standingAfter,
  standingScope,
  suspend,
} from '#domain/governor/standing.ts';
import {
  confirmResume,
  confirmWithdrawal,
  DISPATCH_SCOPE,
  pause,
  proposeResume,
  proposeWithdrawal,
  type SwitchEntry,
  switchAfter,
} from '#domain/governor/switch.ts';
import { whyNotConfirmed, whyNotDone } from '#functions/contract/two-person-acts.ts';
import { clerkStanding } from '#functions/ops/clerk-standing.ts';
import { dispatchPosition } from '#functions/ops/dispatch-position.ts';

const NOW = Date.parse('2026-04-01T03:00:00Z');
const LATER = NOW + PROPOSAL_LIFE;
const CLERK = 'p-clerk';
const PEOPLE = ['p-one', 'p-two', CLERK];

const by = (person: string, now = NOW, reason = 'It is so') => ({ person, now, reason });

/** The newest entry after all these steps. */
function after<E extends Entry>(
  steps: readonly ((newest: E | undefined) => Decision<E, string>)[],
  bind: (newest: E | undefined, entry: Unbound<E>) => E,
): E | undefined {
  let newest: E | undefined;
  for (const step of steps) {
    const decided = step(newest);
    if (!('entry' in decided)) throw new Error(decided.kind);
    newest = bind(newest, decided.entry);
  }
  return newest;
}

type Step = (newest: SwitchEntry | undefined) => Decision<SwitchEntry, string>;
const pauses: Step = (newest) => pause(newest, by('p-one'));
const resumes: Step = (newest) => proposeResume(newest, by('p-one'));
const withdraws: Step = (newest) => proposeWithdrawal(newest, by('p-two'));

const SWITCHES: readonly (readonly [string, readonly Step[]])[] = [
  ['that nobody has touched', []],
  ['that is paused', [pauses]],
  ['with a proposal to resume', [pauses, resumes]],
  ['with a proposal of each', [pauses, resumes, withdraws]],
  ['with a withdrawal proposed while it runs', [withdraws]],
];

const CONFIRM = { resume: confirmResume, withdrawal: confirmWithdrawal } as const;

describe.each(SWITCHES)('a switch %s', (_name, steps) => {
  const newest = after<SwitchEntry>(steps, (before, entry) =>
    append(DISPATCH_SCOPE, before, entry),
  );
  const position = dispatchPosition(switchAfter(newest), NOW);

  test.each(PEOPLE)('offers %s what the service takes, and tells why not as it would', (person) => {
    const act = by(person, NOW, 'Something else');

    expect(whyNotDone('pause', position, act) ?? 'entry').toBe(pause(newest, act).kind);
    expect(whyNotDone('resume', position, act) ?? 'entry').toBe(proposeResume(newest, act).kind);
    expect(whyNotDone('withdrawal', position, act) ?? 'entry').toBe(
      proposeWithdrawal(newest, act).kind,
    );
  });

  test.each(PEOPLE)('has %s confirm what the service lets them', (person) => {
    for (const { action, number, ...told } of position.proposals) {
      if (action === 'reinstatement') throw new Error('no act of the switch');
      for (const now of [NOW, LATER - 1, LATER]) {
        const decided = CONFIRM[action](newest, { ...by(person, now), n: number });

        expect(whyNotConfirmed(told, {}, { person, now }) ?? 'entry').toBe(decided.kind);
      }
    }
  });
});

type StandingStep = (newest: StandingEntry | undefined) => Decision<StandingEntry, string>;
const suspends: StandingStep = (newest) => suspend(newest, { now: NOW, why: 'too many' });
const reinstates: StandingStep = (newest) => proposeReinstatement(newest, CLERK, by('p-one'));

const STANDINGS: readonly (readonly [string, readonly StandingStep[]])[] = [
  ['in good standing', []],
  ['that is suspended', [suspends]],
  ['with a proposal to come back', [suspends, reinstates]],
];

describe.each(STANDINGS)('a clerk %s', (_name, steps) => {
  const newest = after<StandingEntry>(steps, (before, entry) =>
    append(standingScope(CLERK), before, entry),
  );
  const clerk = clerkStanding(CLERK, standingAfter(newest), NOW);

  test.each(PEOPLE)('is brought back by %s where the service lets them', (person) => {
    const act = by(person);

    expect(whyNotDone('reinstatement', clerk, act) ?? 'entry').toBe(
      proposeReinstatement(newest, CLERK, act).kind,
    );
    for (const { number, ...told } of clerk.proposals)
      for (const now of [NOW, LATER - 1, LATER]) {
        const decided = confirmReinstatement(newest, CLERK, { ...by(person, now), n: number });

        expect(whyNotConfirmed(told, clerk, { person, now }) ?? 'entry').toBe(decided.kind);
      }
  });
});

test('nothing is offered while a journal cannot be read', () => {
  const { state } = dispatchPosition(undefined, NOW);

  for (const act of ['pause', 'resume', 'withdrawal', 'reinstatement'] as const)
    expect(whyNotDone(act, { state }, by('p-one'))).toBe('unreadable');
});
