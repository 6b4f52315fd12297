import { describe, expect, test } from '@jest/globals';
import {
  cameBack,
  codeIn,
  codeToSend,
  hasShown,
  isConfirmed,
  noStepUp,
  type StepUp,
  stageOf,
} from '#portal/step-up/stage.ts';

const NOW = 1_800_000_000_000;
const challenge = { acr: '2', maxAge: '300' };
const sent = { by: 'mail', expiresAt: '2027-01-15T08:00:00Z' } as const;
const stepUp = (overrides: Partial<StepUp> = {}): StepUp => ({ ...noStepUp(), ...overrides });

describe('the stage', () => {
  test.each([
    ['none before anything is asked for', {}, 'none'],
    ['a fresh sign-in at the first challenge', { challenge }, 'sign-in'],
    ['none once they have come back', { challenge, isMet: true, confirmedAt: NOW }, 'none'],
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
      'the code again after another sign-in that does not tell how, where one was sent',
      {
        challenge,
        isMet: true,
        confirmedAt: NOW,
        sent,
      },
      'code',
    ],
  ] as const)('is %s', (_what, state, stage) => {
    expect(stageOf(stepUp(state), NOW)).toBe(stage);
  });
});

describe('the way back', () => {
  const left = stepUp({ challenge, leftWith: 1000 });

  test.each([
    ['is newer than the one they left with', { auth_time: 1001, acr: '2' }],
    ['does not tell how it was made', { auth_time: 1001 }],
    ['does not tell when it was made', { acr: '2' }],
    ['tells how by the claim of the service', { auth_time: 1001, acr: '0', assurance: '2' }],
  ])('meets what was asked for by a sign-in that %s', (_what, facts) => {
    const after = { ...left, ...cameBack(left, facts, NOW) };

    expect(after).toEqual({ ...left, leftWith: undefined, confirmedAt: NOW, isMet: true });
    expect(stageOf(after, NOW)).toBe('none');
    expect(isConfirmed(after, NOW)).toBe(true);
    expect(isConfirmed(after, NOW + 300_000)).toBe(false);
  });

  test.each([
    ['by the standard claim', { auth_time: 1001, acr: '1' }],
    ['by the claim of the service', { auth_time: 1001, assurance: '1' }],
  ])('leads on to the code where a password alone was shown, %s', (_how, facts) => {
    const after = { ...left, ...cameBack(left, facts, NOW) };

    expect(stageOf(after, NOW)).toBe('code');
    expect(isConfirmed(after, NOW)).toBe(false);
    expect(after.challenge).toEqual(challenge);
  });

  test('with the second factor leaves behind a code that was sent before', () => {
    const waiting = { ...left, sent, code: '1234' };

    const after = { ...waiting, ...cameBack(waiting, { auth_time: 1001, acr: '2' }, NOW) };

    expect(stageOf(after, NOW)).toBe('none');
    expect(codeToSend(after, NOW)).toBeUndefined();
    expect(isConfirmed(after, NOW)).toBe(true);
  });

  test('confirms nothing where they are signed in as before', () => {
    expect(cameBack(left, { auth_time: 1000, acr: '2' }, NOW)).toEqual({ leftWith: undefined });
  });

  test('is nothing for a page that nobody left', () => {
    expect(cameBack(stepUp({ challenge }), { auth_time: 2000 }, NOW)).toBeUndefined();
  });
});

describe('a token', () => {
  test.each([
    ['2', { acr: '2' }, true],
    ['phr phrh', { acr: 'phrh' }, true],
    ['2', { acr: '1' }, false],
    ['2', {}, undefined],
    [undefined, { acr: '1' }, undefined],
    [undefined, { assurance: '1' }, false],
  ])('that was to show %s, with %j, has: %s', (wanted, facts, expected) => {
    expect(hasShown(wanted, facts)).toBe(expected);
  });
});

describe('the code to send along', () => {
  const asked = { challenge, confirmedAt: NOW };

  test.each([
    ['is what was typed', { ...asked, sent, code: '1234 5678' }, '12345678'],
    ['is malformed where nothing was typed', { ...asked, sent }, 'malformed'],
    [
      'is none where nothing was typed after another sign-in',
      { ...asked, isMet: true, sent },
      undefined,
    ],
    [
      'is malformed after it as well, where half of one was typed',
      { ...asked, isMet: true, sent, code: '1234' },
      'malformed',
    ],
    ['is none where none was sent', asked, undefined],
    ['is none before anything is asked for', {}, undefined],
  ] as const)('%s', (_what, state, code) => {
    expect(codeToSend(stepUp(state), NOW)).toBe(code);
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
