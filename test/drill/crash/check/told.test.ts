import { describe, expect, test } from '@jest/globals';
import { advance } from '#domain/wipe/advance.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import { aWipe, NOW, SERVICE, settled } from '../../../domain/builders.ts';
import { CANCELLED, codesWith, ERASED, FIRST, MAIL, sound, wipesWith } from '../sound-evidence.ts';

describe('of messages, the checker finds', () => {
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

  test('nothing where a second run of the workflow told of the same end', async () => {
    const messages = [...sound.messages, ...sound.messages.slice(0, 1)];
    const runs = (run: number) => wipesWith(ERASED, (wipe) => ({ ...wipe, run }));

    expect(await codesWith({ ...runs(2), messages })).toEqual([]);
    expect(await codesWith({ ...runs(1), messages })).toEqual(['end-told-again']);
  });

  test('one who was told of an end that was none', async () => {
    const wipes = sound.wipes.filter(({ wipeId }) => wipeId !== CANCELLED);

    expect(await codesWith({ wipes })).toContain('end-told-that-was-none');
  });

  test('nothing where late proof overtook the message of the end before', async () => {
    const unconfirmed = {
      at: NOW,
      to: MAIL,
      subject: wordsOfEnd('unconfirmed', 'ja')?.subject ?? '',
    };
    const proven = (wipe: Wipe) =>
      settled(
        advance(
          aWipe({
            state: 'unconfirmed',
            enrolmentId: FIRST,
            requestKeyHash: wipe.requestKeyHash,
          }),
          { to: 'erased', type: 'erased', by: SERVICE, at: NOW, set: { proof: 'receipt' } },
        ),
      );
    const about = wipesWith(ERASED, proven);
    const codesOf = async (messages: typeof sound.messages) =>
      (await codesWith({ ...about, messages })).filter((code) => code.startsWith('end-'));

    expect(await codesOf([unconfirmed, ...sound.messages])).toEqual([]);
    expect(await codesOf([unconfirmed, unconfirmed, ...sound.messages])).toEqual([
      'end-told-again',
    ]);
  });
});
