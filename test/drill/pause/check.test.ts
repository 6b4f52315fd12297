import { describe, expect, test } from '@jest/globals';
import { HOUR, SECOND } from '#domain/wipe/settings.ts';
import { checkPause } from '#drill/pause/check.ts';
import type { PauseEvidence } from '#drill/pause/evidence.ts';
import { NOW } from '../../domain/builders.ts';
import { aLife } from '../crash/sound-evidence.ts';
import { wiped } from '../wiped.ts';

const PAUSED = NOW + 10 * SECOND;
const RESUMED = NOW + HOUR;

const before = wiped({ name: 'before', requestedAt: NOW, letOutAt: NOW });
const after = wiped({
  ...{ name: 'after', requestedAt: PAUSED + SECOND, letOutAt: RESUMED + SECOND, heldFor: 'pause' },
});
const wipes = [before, after];
const signed = wipes.flatMap(({ wipeId, commands }) =>
  commands.map(({ issuedAt: at }) => ({ wipeId, at })),
);
const journal = {
  verification: { intact: true },
  entries: ['paused', 'resume-proposed', 'resumed'].map((type) => ({ type, by: { id: 'p' } })),
};

const sound: PauseEvidence = {
  asked: wipes.map(({ lineId, wipeId }) => ({ lineId, wipeId, status: 202 })),
  pausedAt: PAUSED,
  resumedAt: RESUMED,
  alone: { status: 403, code: 'own-proposal' },
  dispatch: { state: 'running', journal },
  ...{ signed, wipes, malformedWipes: [] },
  lives: wipes.map(({ enrolmentId }, handset) => aLife(enrolmentId, { handset, left: [] })),
  events: wipes.map(({ wipeId }) => ({
    ...{ at: '2026-03-11T00:00:00Z', handset: '0001', event: 'erased', wipeId },
  })),
  ...{ crashes: 0, log: [], functionLog: [], timeouts: 0, deadLetters: [] },
};

const codesWith = (otherwise: Partial<PauseEvidence>) => [
  ...new Set(checkPause({ ...sound, ...otherwise }).map(({ code }) => code)),
];

test('the checker of the pause finds nothing where every promise was kept', () => {
  expect(codesWith({})).toEqual([]);
});

describe('of a pause, it finds', () => {
  test('a command signed more than a second after it, by the log', () => {
    const { wipeId } = before;

    expect(codesWith({ signed: [...signed, { wipeId, at: PAUSED + SECOND }] })).toEqual([]);
    expect(codesWith({ signed: [...signed, { wipeId, at: PAUSED + SECOND + 1 }] })).toEqual([
      'command-after-pause',
    ]);
  });

  test('one that only the audit tells of', () => {
    const late = wiped({ name: 'late', requestedAt: NOW, letOutAt: PAUSED + SECOND });
    const lives = [...sound.lives, aLife(late.enrolmentId, { handset: 2, left: [] })];

    expect(codesWith({ wipes: [...wipes, late], lives })).toEqual(['command-after-pause']);
  });

  test.each([
    ['before the first command', { pausedAt: NOW }],
    ['behind the last one', { resumedAt: RESUMED + HOUR, pausedAt: RESUMED + HOUR - SECOND }],
  ])('one that came %s', (_, times) => {
    expect(codesWith(times)).toContain('pause-without-effect');
  });

  test('one that its proposer ended alone', () => {
    expect(codesWith({ alone: { status: 200 } })).toEqual(['resumed-alone']);
  });

  test('one that has not ended', () => {
    expect(codesWith({ dispatch: { state: 'paused', journal } })).toEqual(['still-paused']);
  });

  test.each([
    ['is broken', { ...journal, verification: { intact: false } }],
    ['lacks a decision', { ...journal, entries: journal.entries.slice(1) }],
  ])('a journal that %s', (_, other) => {
    expect(codesWith({ dispatch: { state: 'running', journal: other } })).toEqual([
      'decision-not-in-journal',
    ]);
  });
});

describe('of wipes, it finds', () => {
  test('a request that was refused', () => {
    const [first, ...others] = sound.asked;
    const { lineId = '' } = first ?? {};

    expect(codesWith({ asked: [{ lineId, status: 429 }, ...others] })).toEqual(['request-refused']);
  });

  test('one that was accepted and is not there', () => {
    expect(codesWith({ wipes: [after] })).toContain('accepted-and-lost');
  });

  test('one whose files are still there', () => {
    const lives = sound.lives.map((life) => ({ ...life, left: life.planted }));

    expect(codesWith({ lives })).toContain('not-erased');
  });

  test('one that was carried out twice', () => {
    expect(codesWith({ events: [...sound.events, ...sound.events] })).toEqual(['erased-twice']);
  });
});
