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

  test('an account holder who was not told', async () => {
    expect(await codesWith({ messages: sound.messages.slice(1) })).toEqual(['end-not-told']);
  });

  test('one who was told twice, where no crash explains it', async () => {
    const [first] = sound.messages;
    if (first === undefined) throw new Error('the sound evidence has no message');
    const messages = [...sound.messages, { ...first, at: first.at + 1_000 }];
    const elsewhere = [{ from: first.at + 2_000, to: first.at + 3_000 }];
    const between = [{ from: first.at + 10, to: first.at + 900 }];

    expect(await codesWith({ messages, outages: elsewhere })).toEqual(['end-told-again']);
    expect(await codesWith({ messages, outages: between })).toEqual([]);
  });

  test('one who was told of an end that was none', async () => {
    const wipes = sound.wipes.filter(({ wipeId }) => wipeId !== CANCELLED);

    expect(await codesWith({ wipes })).toContain('end-told-that-was-none');
  });
});
