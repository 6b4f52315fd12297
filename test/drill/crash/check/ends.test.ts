import { describe, expect, test } from '@jest/globals';
import { Wipe } from '#domain/wipe/wipe.ts';
import { aWipe, NOW } from '../../../domain/builders.ts';
import { CANCELLED, codesWith, ERASED, FIRST, sound, wipesWith } from '../sound-evidence.ts';

describe('of ends, the checker finds', () => {
  test('a wipe that did not end', async () => {
    const open = (wipe: Wipe) =>
      aWipe({ state: 'issued', enrolmentId: FIRST, requestKeyHash: wipe.requestKeyHash });

    expect(await codesWith(wipesWith(ERASED, open))).toContain('wipe-not-settled');
  });

  test('a settled wipe that is still in the index of open ones', async () => {
    const listed = (wipe: Wipe) => Wipe.parse({ ...wipe, openShard: '0', nextActionAt: NOW });

    expect(await codesWith(wipesWith(ERASED, listed))).toEqual(['wipe-not-settled']);
  });

  test('a record that is missing', async () => {
    const records = new Map([...sound.records, [ERASED, 'record-not-ready'] as const]);

    expect(await codesWith({ records })).toEqual(['record-missing']);
  });

  test('a record that was changed', async () => {
    const record = sound.records.get(ERASED);
    if (typeof record !== 'object') throw new Error('the sound evidence has no record');
    const changed = { ...record, record: { ...record.record, result: 'failed' } };

    const codes = await codesWith({ records: new Map([...sound.records, [ERASED, changed]]) });

    expect(codes).toEqual(['record-broken']);
  });

  test('a record of another end', async () => {
    const other = sound.records.get(CANCELLED);
    if (other === undefined) throw new Error('the sound evidence has no record');

    const codes = await codesWith({ records: new Map([...sound.records, [ERASED, other]]) });

    expect(codes).toEqual(['record-of-another-end']);
  });
});
