import { describe, expect, test } from '@jest/globals';
import { EVENT_TYPES } from '#domain/audit/event.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { APPROVAL_REASONS, HOLDS } from '#domain/wipe/wipe.ts';
import { END_REASONS } from '#functions/contract/end-reasons.ts';
import { en } from '#portal/texts/en/en.ts';
import { ja } from '#portal/texts/ja/ja.ts';
import { endingOf, isContested, whyEnded } from '#portal/wipe/ending.ts';
import { waitingOf } from '#portal/wipe/waiting.ts';
import { shownWipe, timeline } from './shown-wipe.ts';

const CATALOGUES = [
  ['Japanese', ja],
  ['English', en],
] as const;

describe('every wipe', () => {
  test.each(STATE_NAMES)('in the state %s either waits or has ended, never both', (state) => {
    const wipe = shownWipe({ state });

    expect(endingOf(wipe) !== undefined).toBe(hasEnded(state));
    expect(waitingOf(wipe) === undefined).toBe(hasEnded(state));
  });
});

describe('waiting', () => {
  test.each([...HOLDS])('names what holds it: %s', (heldFor) => {
    expect(waitingOf(shownWipe({ state: 'held', heldFor }))).toBe(heldFor);
  });

  test('does not guess where the service does not say what holds it', () => {
    expect(waitingOf(shownWipe({ state: 'held' }))).toBe('held');
  });

  test('tells a wish to cancel once a command is out', () => {
    const wipe = shownWipe({ state: 'issued', cancellation: 'wished' });

    expect(waitingOf(wipe)).toBe('wished');
  });
});

describe('an ending', () => {
  test.each([
    ['deadline', 'deadline'],
    ['approval-lapsed', 'approval-lapsed'],
  ])('of an expired wipe goes by its reason: %s', (reason, name) => {
    expect(endingOf(shownWipe({ state: 'expired', reason }))?.name).toBe(name);
  });

  test('by operations is not told as the owner’s own cancelling', () => {
    const [entry] = timeline(['cancelled', 'cancelled']);
    const withdrawn = entry && { ...entry, detail: { withdrawn: true } };

    const wipe = shownWipe({ state: 'cancelled', timeline: withdrawn ? [withdrawn] : [] });

    expect(endingOf(wipe)?.name).toBe('withdrawn');
    expect(endingOf(shownWipe({ state: 'cancelled' }))?.name).toBe('cancelled');
  });

  test.each(['erased', 'unconfirmed'] as const)('as %s offers no other request', (state) => {
    expect(endingOf(shownWipe({ state }))?.next).not.toContain('again');
  });

  test.each(STATE_NAMES.filter(hasEnded))('as %s has a next step', (state) => {
    expect(endingOf(shownWipe({ state }))?.next.length).toBeGreaterThan(1);
  });

  test('of a line that is somebody else’s now does not offer to ask again', () => {
    const wipe = shownWipe({ state: 'refused', reason: 'ownership-changed' });

    expect(endingOf(wipe)?.next).not.toContain('again');
  });
});

describe('being contested', () => {
  test('is in the timeline', () => {
    const wipe = shownWipe({ timeline: timeline(['contested', 'requested']) });

    expect(isContested(wipe)).toBe(true);
    expect(isContested(shownWipe())).toBe(false);
  });
});

describe.each(CATALOGUES)('the words in %s', (_language, { wipe, record, lines }) => {
  /** Those of states that have words of their own. */
  const BY_STATE = ['rejected', 'no-word'];

  test.each(Object.keys(END_REASONS).filter((code) => !BY_STATE.includes(code)))(
    'tell why: %s',
    (code) => {
      expect(whyEnded({ state: 'failed', reason: code }, wipe.reasons)).toBe(wipe.reasons[code]);
      expect(wipe.reasons[code]).toBeTruthy();
    },
  );

  test('have some for a code that is new to them, and none where nothing went wrong', () => {
    expect(whyEnded({ state: 'failed', reason: 'new' }, wipe.reasons)).toBe(wipe.reasons['other']);
    expect(whyEnded({ state: 'refused' }, wipe.reasons)).toBe(wipe.reasons['other']);
    expect(whyEnded({ state: 'erased' }, wipe.reasons)).toBeUndefined();
  });

  test.each([...EVENT_TYPES])('name the event %s', (type) => {
    expect(record.events[type]).toBeTruthy();
  });

  test.each([...APPROVAL_REASONS])('name the reason for a second person: %s', (reason) => {
    expect(wipe.approvalReasons[reason]).toBeTruthy();
  });

  test('call nothing erased that is not', () => {
    const notErased = Object.entries(wipe.ends).filter(([name]) => name !== 'erased');

    for (const [, { title }] of notErased) expect(title).not.toBe(wipe.ends.erased.title);
    expect(lines.states.unconfirmed).not.toBe(lines.states.erased);
  });
});
