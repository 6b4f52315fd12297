import { describe, expect, test } from '@jest/globals';
import { cameBack, codeIn, noStepUp, type StepUp, stageOf } from '#portal/step-up/stage.ts';

const NOW = 1_800_000_000_000;
const challenge = { acr: '2', maxAge: '300' };
const stepUp = (overrides: Partial<StepUp> = {}): StepUp => ({ ...noStepUp(), ...overrides });

describe('the stage', () => {
  test.each([
    ['none before anything is asked for', {}, 'none'],
    ['a fresh sign-in at the first challenge', { challenge }, 'sign-in'],
    ['none once they have come back', { confirmedAt: NOW }, 'none'],
    [
      'a code where a fresh sign-in was not enough',
      { challenge, confirmedAt: NOW - 10_000 },
      'code',
    ],
    [
      'another sign-in once that one is too old',
      { challenge, confirmedAt: NOW - 300_000 },
      'sign-in',
    ],
    [
      'the age that the challenge names',
      { challenge: { maxAge: '60' }, confirmedAt: NOW - 61_000 },
      'sign-in',
    ],
    [
      'the code again after another sign-in, where one was sent',
      { confirmedAt: NOW, sent: { by: 'mail', expiresAt: '2027-01-15T08:00:00Z' } },
      'code',
    ],
  ] as const)('is %s', (_what, state, stage) => {
    expect(stageOf(stepUp(state), NOW)).toBe(stage);
  });
});

describe('the way back', () => {
  test('confirms a sign-in that is newer than the one they left with', () => {
    const kept = stepUp({ challenge, leftWith: 1000 });

    expect(cameBack(kept, { authTime: 1001, now: NOW })).toEqual({
      leftWith: undefined,
      challenge: undefined,
      confirmedAt: NOW,
    });
  });

  test('confirms nothing where they are signed in as before', () => {
    const kept = stepUp({ challenge, leftWith: 1000 });

    expect(cameBack(kept, { authTime: 1000, now: NOW })).toEqual({ leftWith: undefined });
  });

  test('leaves the last word to the service where the token does not tell', () => {
    const kept = stepUp({ challenge, leftWith: 0 });

    expect(cameBack(kept, { authTime: undefined, now: NOW })?.confirmedAt).toBe(NOW);
  });

  test('is nothing for a page that nobody left', () => {
    expect(cameBack(stepUp({ challenge }), { authTime: 2000, now: NOW })).toBeUndefined();
  });
});

describe('a code', () => {
  test.each([
    ['12345678', '12345678'],
    [' 1234 5678 ', '12345678'],
    ['1234-5678', '12345678'],
    ['１２３４５６７８', '12345678'],
    ['1234567', undefined],
    ['123456789', undefined],
    ['', undefined],
  ])('"%s" is read as %s', (typed, code) => {
    expect(codeIn(typed)).toBe(code);
  });
});
