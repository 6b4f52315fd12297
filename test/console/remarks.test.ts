import { describe, expect, test } from '@jest/globals';
import { remarksOn } from '#console/wipe/remarks.ts';
import { STATE_NAMES } from '#domain/wipe/states.ts';
import { operationsView } from '#functions/ops/views.ts';
import { aWipe, NOW, type WipeOverrides } from '#test/domain/builders.ts';

const seen = (overrides: WipeOverrides) =>
  operationsView(aWipe(overrides), { enrolment: undefined, earlier: [], now: NOW });

const card = (result: 'erased' | 'no-card' | 'failed' | 'unknown') => [
  { kind: 'sd' as const, result },
  { kind: 'internal' as const, result: 'erased' as const },
];

describe('what is said of a wipe before anything else', () => {
  test.each(STATE_NAMES.filter((state) => state !== 'held'))(
    'is nothing where it is %s as usual',
    (state) => {
      expect(remarksOn(seen({ state }))).toEqual([]);
    },
  );

  test.each([
    ['failed', ['cardLeft']],
    ['unknown', ['cardLeft']],
    ['erased', []],
    ['no-card', []],
  ] as const)('is that the card may be left, where its result is %s: %j', (result, remarks) => {
    expect(remarksOn(seen({ state: 'erased', storages: card(result) }))).toEqual(remarks);
  });

  test('is an operator’s hold ahead of it once, whether or not it is held already', () => {
    expect(remarksOn(seen({ state: 'held', hold: true }))).toEqual(['held']);
    expect(remarksOn(seen({ state: 'issued', hold: true }))).toEqual(['holdAhead']);
  });

  test('is the gravest first', () => {
    const wipe = { ...seen({ state: 'held', contestedAt: NOW }), stuck: true };
    const broken = { ...wipe, chain: { intact: false } };

    expect(remarksOn(broken)).toEqual(['broken', 'stuck', 'contested', 'held']);
  });
});
