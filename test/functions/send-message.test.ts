import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Contact } from '#domain/line/line.ts';
import { advance } from '#domain/wipe/advance.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { endKey } from '#domain/wipe/tell.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Announcement } from '#functions/messages/announcement.ts';
import { wordsOfEnd, wordsOfEnrolment } from '#functions/messages/texts.ts';
import { sendMessage } from '#functions/send-message.ts';
import { aLine, aWipe, ENROLMENT_ID, LINE_ID, NOW, SERVICE } from '#test/domain/builders.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
let sent: [kind: string, to: string, text: string][];
let broken: string[];
beforeEach(async () => {
  tables = await startTables();
  sent = [];
  broken = [];
});
afterEach(() => tables.stop());

const key = { enrolmentId: ENROLMENT_ID, attempt: 1 };
const wipe = () => tables.wipes.read(key);
const send = (kind: string, to: string, text: string) => {
  if (broken.includes(to)) throw new Error(`${to} is not valid`);
  sent.push([kind, to, text]);
};
const deliver = (...announcements: unknown[]) =>
  sendMessage({
    ...tables,
    mail: {
      async send(to, { subject, text }) {
        send('mail', to, `${subject}\n${text}`);
      },
    },
    sms: { send: async (to, text) => send('sms', to, text) },
    now: () => NOW,
  })({ Records: announcements.map((each) => ({ Sns: { Message: JSON.stringify(each) } })) });

const MAIL: Contact = { kind: 'mail', address: 'owner@example.com', changedAt: 0 };
const SMS: Contact = { kind: 'sms', address: '+819087654321', lineId: 'line-2', changedAt: 0 };
const endOf = ({ enrolmentId, attempt }: Wipe): Announcement => ({
  v: 1,
  about: 'wipe',
  enrolmentId,
  attempt,
  event: 'ended',
});
const words = ({ subject = '', text = '' } = {}) => `${subject}\n${text}`;

describe('the end of a wipe', () => {
  test.each(STATE_NAMES.filter(hasEnded))('is told by mail and SMS: %s', async (state) => {
    const before = aWipe({ state });
    await tables.given({ lines: [aLine({ contacts: [MAIL, SMS] })], wipes: [before] });

    await deliver(endOf(before));

    const text = words(wordsOfEnd(state, 'ja'));
    expect(sent).toEqual([
      ['mail', MAIL.address, text],
      ['sms', SMS.address, text],
    ]);
    expect(text.length).toBeGreaterThan(20);
    expect(await wipe()).toMatchObject({
      messages: [endKey(before.events.length)],
    });
  });

  test('is told in the language of the request', async () => {
    const before = aWipe({ state: 'erased', language: 'en' });
    await tables.given({ lines: [aLine()], wipes: [before] });

    await deliver(endOf(before));

    expect(sent[0]?.[2]).toContain('The remote wipe is complete');
  });

  test('is told once, however often it is announced', async () => {
    const before = aWipe({ state: 'erased' });
    await tables.given({ lines: [aLine()], wipes: [before] });

    await deliver(endOf(before), endOf(before));
    await deliver(endOf(before));

    expect(sent).toHaveLength(1);
  });

  test('is told again by late proof, and what was announced before it is told no more', async () => {
    const before = aWipe({ state: 'unconfirmed' });
    await tables.given({ lines: [aLine()], wipes: [before] });
    const proven = advance(before, {
      to: 'erased',
      type: 'erased',
      by: SERVICE,
      at: NOW,
      set: { proof: 'report' },
    });
    await tables.wipes.save(before, proven);

    await deliver(endOf(proven));
    await deliver(endOf(before));

    expect(sent.map(([, , text]) => text)).toEqual([words(wordsOfEnd('erased', 'ja'))]);
    expect(await wipe()).toMatchObject({ messages: [endKey(proven.events.length)] });
  });

  test('never goes through the line that is wiped', async () => {
    const before = aWipe({ state: 'erased' });
    const own: Contact = { kind: 'sms', address: '+819000000000', lineId: LINE_ID, changedAt: 0 };
    const same: Contact = { kind: 'sms', address: '+819012345678', changedAt: 0 };
    await tables.given({ lines: [aLine({ contacts: [own, same, MAIL] })], wipes: [before] });

    await deliver(endOf(before));

    expect(sent.map(([, to]) => to)).toEqual([MAIL.address]);
  });

  test.each([
    ['a new owner', { account: 'account-2' }],
    ['nobody, once the contract has ended', { account: undefined, status: 'ended' } as const],
  ])('is not told to %s, and then nothing is left to tell', async (_, { account, ...line }) => {
    const before = aWipe({ state: 'refused' });
    const { account: _owner, ...rest } = aLine(line);
    await tables.given({ lines: [{ ...rest, ...(account && { account }) }], wipes: [before] });

    await deliver(endOf(before));

    expect(sent).toEqual([]);
    expect(await wipe()).toMatchObject({ messages: [endKey(before.events.length)] });
  });

  test('has nobody to be told to, and then nothing is left to tell', async () => {
    const before = aWipe({ state: 'erased' });
    await tables.given({ lines: [aLine({ contacts: [] })], wipes: [before] });

    await deliver(endOf(before));

    expect(await wipe()).toMatchObject({ messages: [endKey(before.events.length)] });
  });

  test('of an open wipe, or of one that is not there, is not told', async () => {
    const before = aWipe({ state: 'held' });
    await tables.given({ lines: [aLine()], wipes: [before] });

    await deliver(endOf(before), { ...endOf(before), attempt: 2 });

    expect(sent).toEqual([]);
    expect(await wipe()).toEqual(before);
  });
});

describe('a contact that cannot be reached', () => {
  test('leaves the others to be told, once', async () => {
    const before = aWipe({ state: 'erased' });
    await tables.given({ lines: [aLine({ contacts: [SMS, MAIL] })], wipes: [before] });
    broken = [SMS.address];

    await deliver(endOf(before));
    await deliver(endOf(before));

    expect(sent.map(([, to]) => to)).toEqual([MAIL.address]);
    expect(await wipe()).toMatchObject({ messages: [endKey(before.events.length)] });
  });

  test('is tried again where it is the only one, by an error that quotes nothing', async () => {
    const before = aWipe({ state: 'erased' });
    await tables.given({ lines: [aLine({ contacts: [SMS] })], wipes: [before] });
    broken = [SMS.address];

    const failed = deliver(endOf(before));

    await expect(failed).rejects.toMatchObject({ name: 'NobodyTold' });
    await failed.catch((error: Error) => expect(String(error.stack)).not.toContain('+81'));
    expect(await wipe()).toEqual(before);
    broken = [];
    await deliver(endOf(before));
    expect(sent).toHaveLength(1);
  });
});

describe('an enrolment', () => {
  type Event = Extract<Announcement, { about: 'enrolment' }>['event'];
  const announced = (event: Event): Announcement => ({
    v: 1,
    about: 'enrolment',
    lineId: LINE_ID,
    event,
    enrolmentId: ENROLMENT_ID,
  });

  test.each([
    ['enrolled', 'ja'],
    ['enrolled', 'en'],
    ['enrolled-elsewhere', 'ja'],
    ['enrolled-elsewhere', 'en'],
    ['refused', 'ja'],
    ['refused', 'en'],
  ] as const)('is told to the line’s owner: %s (%s)', async (event, language) => {
    await tables.given({ lines: [aLine({ language })] });

    await deliver(announced(event));

    expect(sent).toEqual([['mail', MAIL.address, words(wordsOfEnrolment(event, language))]]);
  });

  test.each(['enrolled-elsewhere', 'refused'] as const)(
    'of an earlier owner of the number is not told to the present one (%s)',
    async (event) => {
      await tables.given({ lines: [{ ...aLine(), account: 'account-2' }] });

      await deliver(announced(event));

      expect(sent).toEqual([]);
    },
  );

  test('on a line without an owner is told to nobody', async () => {
    const { account: _owner, ...line } = aLine();
    await tables.given({ lines: [line] });

    await deliver(announced('enrolled'));
    await deliver({ ...announced('enrolled'), lineId: 'missing' });

    expect(sent).toEqual([]);
  });
});

test.each([{}, { v: 2 }, { v: 1, about: 'weather' }])(
  'an announcement that is none is an error: %j',
  async (announcement) => {
    await expect(deliver(announcement)).rejects.toThrow();
  },
);
