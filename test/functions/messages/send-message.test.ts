import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Contact } from '#domain/line/line.ts';
import { advance } from '#domain/wipe/advance.ts';
import { DAY } from '#domain/wipe/settings.ts';
import type { WipeState } from '#domain/wipe/states.ts';
import { hasEnded, STATE_NAMES } from '#domain/wipe/states.ts';
import { endKey } from '#domain/wipe/tell.ts';
import type { Announcement } from '#functions/messages/announcement.ts';
import { wordsOfEnd } from '#functions/messages/texts/end.ts';
import { wordsOfEnrolment } from '#functions/messages/texts/enrolment.ts';
import { wordsForStaff } from '#functions/messages/texts/staff.ts';
import { wordsOfWipe } from '#functions/messages/texts/wipe.ts';
import { sendMessage } from '#functions/send-message.ts';
import { aLine, aWipe, ENROLMENT_ID, LINE_ID, NOW, SERVICE } from '#test/domain/builders.ts';
import { crashAfter } from '../crash.ts';
import {
  APPROVERS,
  eventOf,
  MAIL,
  type MessageWorld,
  messageWorld,
  newsOf,
  OPERATIONS,
  PAGES,
  SMS,
} from './world.ts';

let world: MessageWorld;
beforeEach(async () => {
  world = await messageWorld();
});
afterEach(() => world.tables.stop());

const WIPE_ID = `${ENROLMENT_ID}.1`;
const subjects = () => world.sent.map(({ subject }) => subject);
const addresses = () => world.sent.map(({ to }) => to);
const endOf = (state: WipeState) => wordsOfEnd(state, 'ja')?.subject;

describe('the end of a wipe', () => {
  test.each(STATE_NAMES.filter(hasEnded))('is told by mail and SMS: %s', async (state) => {
    const before = aWipe({ state });
    await world.tables.given({ lines: [aLine({ contacts: [MAIL, SMS] })], wipes: [before] });

    await world.deliver(newsOf('ended'));

    const { subject = '', text = '' } = wordsOfEnd(state, 'ja') ?? {};
    expect(world.sent).toEqual([
      { kind: 'mail', to: MAIL.address, subject, text: expect.stringContaining(text) },
      { kind: 'sms', to: SMS.address, text: expect.stringContaining(`${subject}\n${text}`) },
    ]);
    expect(text.length).toBeGreaterThan(20);
    expect(await world.wipe()).toMatchObject({ messages: [endKey(before.events.length)] });
  });

  test('is told in the language of the request', async () => {
    await world.tables.given({
      lines: [aLine()],
      wipes: [aWipe({ state: 'erased', language: 'en' })],
    });

    await world.deliver(newsOf('ended'));

    expect(subjects()).toEqual(['The remote wipe is complete']);
  });

  test('is told again by late proof, and what was announced before it is told no more', async () => {
    const before = aWipe({ state: 'unconfirmed' });
    await world.tables.given({ lines: [aLine()], wipes: [before] });
    await world.deliver(newsOf('ended'));
    const told = await world.wipe();
    if (told === undefined) throw new Error('there is no wipe');
    const step = { to: 'erased', type: 'erased', by: SERVICE, at: NOW } as const;
    await world.tables.wipes.save(told, advance(told, { ...step, set: { proof: 'report' } }));

    await world.deliver(newsOf('ended'));
    await world.deliver(newsOf('ended'));

    expect(subjects()).toEqual([endOf('unconfirmed'), endOf('erased')]);
  });
});

describe('on its way, a wipe is told of', () => {
  const NEWS = ['requested', 'command-issued', 'cancel-requested'] as const;

  test.each(
    NEWS.flatMap((event) => (['ja', 'en'] as const).map((language) => [event, language] as const)),
  )('%s (%s), once, however often it is announced', async (event, language) => {
    const wipe = aWipe({ state: 'issued', language, cancelRequestedAt: NOW });
    await world.tables.given({ lines: [aLine()], wipes: [wipe] });

    await world.deliver(newsOf(event), newsOf(event));
    await world.deliver(newsOf(event));

    const { subject, text = '' } = wordsOfWipe(event, wipe) ?? {};
    expect(world.sent).toEqual([
      { kind: 'mail', to: MAIL.address, subject, text: expect.stringContaining(text) },
    ]);
    expect(await world.wipe()).toMatchObject({ messages: [event] });
  });

  test('what a shop asked for, in words that say so', async () => {
    const wipe = aWipe({ channel: 'shop', language: 'en' });
    await world.tables.given({ lines: [aLine()], wipes: [wipe] });

    await world.deliver(newsOf('requested'));

    expect(subjects()).toEqual(['A shop requested a remote wipe for your line']);
  });

  test('nothing that it does not call for, or does not any more', async () => {
    const wipe = aWipe({ state: 'cancelled', cancelRequestedAt: NOW });
    await world.tables.given({ lines: [aLine()], wipes: [wipe] });

    await world.deliver(newsOf('command-issued'), newsOf('cancel-requested'), newsOf('ended', 2));

    expect(world.sent).toEqual([]);
    expect(await world.wipe()).toEqual(wipe);
  });

  test('and each thing apart from the others, in whatever order they come', async () => {
    const wipe = aWipe({ state: 'erased' });
    await world.tables.given({ lines: [aLine()], wipes: [wipe] });

    await Promise.all([
      world.deliver(newsOf('ended')),
      world.deliver(newsOf('requested')),
      world.deliver(newsOf('command-issued')),
    ]);

    expect(world.sent).toHaveLength(3);
    expect((await world.wipe())?.messages.toSorted()).toEqual(
      [endKey(wipe.events.length), 'requested', 'command-issued'].toSorted(),
    );
  });
});

describe('a message', () => {
  test('never goes through the line that is wiped', async () => {
    const own: Contact = { kind: 'sms', address: '+819000000000', lineId: LINE_ID, changedAt: 0 };
    const same: Contact = { kind: 'sms', address: '+819012345678', changedAt: 0 };
    await world.tables.given({
      lines: [aLine({ contacts: [own, same, MAIL] })],
      wipes: [aWipe({ state: 'erased' })],
    });

    await world.deliver(newsOf('ended'), newsOf('requested'));

    expect(new Set(addresses())).toEqual(new Set([MAIL.address]));
  });

  test('goes to the old contact too where the new one has not stood for seven days', async () => {
    const { changedAt: _, ...previous } = MAIL;
    const changed: Contact = {
      kind: 'mail',
      address: 'thief@example.com',
      changedAt: NOW - 6 * DAY,
      previous,
    };
    await world.tables.given({ lines: [aLine({ contacts: [changed] })], wipes: [aWipe()] });

    await world.deliver(newsOf('requested'));

    expect(addresses()).toEqual([changed.address, previous.address]);
  });

  test.each([
    ['a new owner', { account: 'account-2' }],
    ['nobody, once the contract has ended', { account: undefined, status: 'ended' } as const],
  ])('does not go to %s, and then nothing is left to tell', async (_, { account, ...line }) => {
    const before = aWipe({ state: 'refused' });
    const { account: _owner, ...rest } = aLine(line);
    await world.tables.given({
      lines: [{ ...rest, ...(account && { account }) }],
      wipes: [before],
    });

    await world.deliver(newsOf('ended'), newsOf('requested'));

    expect(world.sent).toEqual([]);
    expect((await world.wipe())?.messages).toEqual([endKey(before.events.length), 'requested']);
  });

  test('may have nobody to go to, and then nothing is left to tell', async () => {
    await world.tables.given({ lines: [aLine({ contacts: [] })], wipes: [aWipe()] });

    await world.deliver(newsOf('requested'));

    expect(await world.wipe()).toMatchObject({ messages: ['requested'] });
    expect(await world.wipe()).not.toHaveProperty('contestHash');
  });

  test('that was sent and not marked is sent again, and then no more', async () => {
    await world.tables.given({ lines: [aLine()], wipes: [aWipe()] });
    const forever = crashAfter(world.dependencies(), Number.POSITIVE_INFINITY);
    await sendMessage(forever.dependencies)(eventOf(newsOf('requested')));
    const sending = forever.calls.indexOf('mail.send') + 1;
    expect(forever.calls.indexOf('wipes.change', sending)).toBe(sending);
    await world.tables.stop();
    world = await messageWorld();
    await world.tables.given({ lines: [aLine()], wipes: [aWipe()] });

    const { dependencies } = crashAfter(world.dependencies(), sending);
    const dying = sendMessage(dependencies)(eventOf(newsOf('requested')));
    await expect(dying).rejects.toBeInstanceOf(Error);
    await world.deliver(newsOf('requested'));
    await world.deliver(newsOf('requested'));

    expect(world.sent).toHaveLength(2);
    expect(world.sent[0]).toEqual(world.sent[1]);
  });
});

describe('the link in a message', () => {
  const linkIn = (text = '') => /^https:\/\/\S+$/m.exec(text)?.[0] ?? '';

  test('is one for each wipe, works before it is sent, and stands on no item', async () => {
    const wipe = aWipe({ state: 'issued' });
    const other = aWipe({ attempt: 2 });
    await world.tables.given({ lines: [aLine()], wipes: [wipe, other] });
    const { dependencies, calls } = crashAfter(world.dependencies(), Number.POSITIVE_INFINITY);

    await sendMessage(dependencies)(eventOf(newsOf('requested'), newsOf('command-issued')));
    await world.deliver(newsOf('requested', 2));

    const [first, second, third] = world.sent.map(({ text }) => linkIn(text));
    expect(first).toMatch(/^https:\/\/pages\.example\/not-me#[\w-]{43}\.1\.[\w-]{22}$/);
    expect(second).toBe(first);
    expect(third?.slice(-22)).not.toBe(first?.slice(-22));
    expect(calls.indexOf('wipes.change')).toBeLessThan(calls.indexOf('mail.send'));
    const stored = JSON.stringify(await world.wipe());
    expect(stored).toContain('contestHash');
    expect(stored).not.toContain(first?.slice(-22));
  });

  test('is written down once', async () => {
    await world.tables.given({ lines: [aLine()], wipes: [aWipe({ state: 'issued' })] });
    await world.deliver(newsOf('requested'));
    const { dependencies, calls } = crashAfter(world.dependencies(), Number.POSITIVE_INFINITY);

    await sendMessage(dependencies)(eventOf(newsOf('command-issued')));

    expect(calls.filter((each) => each === 'wipes.change')).toHaveLength(1);
  });
});

describe('a contact that cannot be reached', () => {
  test('leaves the others to be told, once', async () => {
    await world.tables.given({ lines: [aLine({ contacts: [SMS, MAIL] })], wipes: [aWipe()] });
    world.broken.add(SMS.address);

    await world.deliver(newsOf('requested'));
    await world.deliver(newsOf('requested'));

    expect(addresses()).toEqual([MAIL.address]);
    expect(await world.wipe()).toMatchObject({ messages: ['requested'] });
  });

  test('is tried again where it is the only one, by an error that quotes nothing', async () => {
    await world.tables.given({ lines: [aLine({ contacts: [SMS] })], wipes: [aWipe()] });
    world.broken.add(SMS.address);

    const failed = world.deliver(newsOf('requested'));

    await expect(failed).rejects.toMatchObject({ name: 'NobodyTold' });
    await failed.catch((error: Error) => expect(String(error.stack)).not.toContain('+81'));
    expect(await world.wipe()).toMatchObject({ messages: [] });
    world.broken.clear();
    await world.deliver(newsOf('requested'));
    expect(world.sent).toHaveLength(1);
  });

  const { changedAt: _, ...previous } = MAIL;
  const changed: Contact = {
    kind: 'mail',
    address: 'thief@example.com',
    changedAt: NOW - DAY,
    previous,
  };

  test.each<[string, Contact[]]>([
    ['was replaced lately', [changed]],
    ['stands beside one that was added lately', [MAIL, { ...SMS, changedAt: NOW - DAY }]],
  ])('is tried again where it %s: the new one alone is not enough', async (_, contacts) => {
    await world.tables.given({ lines: [aLine({ contacts })], wipes: [aWipe()] });
    world.broken.add(MAIL.address);

    await expect(world.deliver(newsOf('requested'))).rejects.toMatchObject({ name: 'NobodyTold' });
    expect(addresses()).toHaveLength(1);
    expect(await world.wipe()).toMatchObject({ messages: [] });
    world.broken.clear();
    await world.deliver(newsOf('requested'));

    expect(addresses()).toContain(MAIL.address);
    expect(await world.wipe()).toMatchObject({ messages: ['requested'] });
  });

  test('is left where it is new, and one that has stood was told', async () => {
    await world.tables.given({ lines: [aLine({ contacts: [changed] })], wipes: [aWipe()] });
    world.broken.add(changed.address);

    await world.deliver(newsOf('requested'));

    expect(addresses()).toEqual([MAIL.address]);
    expect(await world.wipe()).toMatchObject({ messages: ['requested'] });
  });
});

describe('approvers', () => {
  const asked: Announcement = {
    v: 1,
    about: 'approval',
    enrolmentId: ENROLMENT_ID,
    attempt: 1,
  };

  test('are told once that a wipe waits for one of them, and nothing personal', async () => {
    await world.tables.given({
      lines: [aLine()],
      wipes: [aWipe({ state: 'awaiting-approval' })],
    });

    await world.deliver(asked, asked);

    const words = wordsForStaff('approval-asked', { id: WIPE_ID, at: `${PAGES}/approvals` });
    expect(world.sent).toEqual([{ kind: 'mail', to: APPROVERS, ...words }]);
    expect(words.text).toContain(WIPE_ID);
    expect(await world.wipe()).toMatchObject({ messages: ['approval-asked'] });
  });

  test.each([
    [
      'was approved',
      aWipe({ state: 'awaiting-approval', approval: { reasons: [], approvedBy: 'p' } }),
    ],
    ['was rejected', aWipe({ state: 'rejected' })],
  ])('are not told of one that %s meanwhile', async (_, wipe) => {
    await world.tables.given({ lines: [aLine()], wipes: [wipe] });

    await world.deliver(asked);

    expect(world.sent).toEqual([]);
  });
});

describe('operations', () => {
  const announced = (
    event: Extract<Announcement, { about: 'operations' }>['event'],
    id: string,
  ): Announcement => ({ v: 1, about: 'operations', event, id });

  test.each(['clerk-suspended', 'total-limit-reached'] as const)('are told: %s', async (event) => {
    await world.deliver(announced(event, 'an id'));

    const words = wordsForStaff(event, { id: 'an id', at: undefined });
    expect(world.sent).toEqual([{ kind: 'mail', to: OPERATIONS, ...words }]);
    expect(words.text).toContain('an id');
  });

  test('are told once that a wipe is contested', async () => {
    await world.tables.given({
      lines: [aLine()],
      wipes: [aWipe({ state: 'erased', contestedAt: NOW })],
    });

    await world.deliver(announced('wipe-contested', WIPE_ID), announced('wipe-contested', WIPE_ID));

    const words = wordsForStaff('wipe-contested', { id: WIPE_ID, at: undefined });
    expect(world.sent).toEqual([{ kind: 'mail', to: OPERATIONS, ...words }]);
    expect(await world.wipe()).toMatchObject({ messages: ['contested'] });
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
    await world.tables.given({ lines: [aLine({ language })] });

    await world.deliver(announced(event));

    expect(world.sent).toEqual([
      { kind: 'mail', to: MAIL.address, ...wordsOfEnrolment(event, language) },
    ]);
  });

  test.each(['ja', 'en'] as const)(
    'that somebody tried to guess codes for is told (%s)',
    async (language) => {
      await world.tables.given({ lines: [aLine({ language })] });

      await world.deliver({ v: 1, about: 'guessing', lineId: LINE_ID });

      expect(world.sent).toEqual([
        { kind: 'mail', to: MAIL.address, ...wordsOfEnrolment('code-guessed', language) },
      ]);
    },
  );

  test.each(['enrolled-elsewhere', 'refused'] as const)(
    'of an earlier owner of the number is not told to the present one (%s)',
    async (event) => {
      await world.tables.given({ lines: [{ ...aLine(), account: 'account-2' }] });

      await world.deliver(announced(event));

      expect(world.sent).toEqual([]);
    },
  );

  test('on a line without an owner is told to nobody', async () => {
    const { account: _owner, ...line } = aLine();
    await world.tables.given({ lines: [line] });

    await world.deliver(announced('enrolled'));
    await world.deliver({ ...announced('enrolled'), lineId: 'missing' });

    expect(world.sent).toEqual([]);
  });
});

test.each([{}, { v: 2 }, { v: 1, about: 'weather' }])(
  'an announcement that is none is an error: %j',
  async (announcement) => {
    await expect(world.deliver(announcement)).rejects.toThrow();
  },
);

describe('the key of a message', () => {
  const GUESSING: Announcement = { v: 1, about: 'guessing', lineId: LINE_ID };
  const enrolment = (event: 'enrolled' | 'refused'): Announcement => ({
    v: 1,
    about: 'enrolment',
    lineId: LINE_ID,
    event,
    enrolmentId: ENROLMENT_ID,
  });
  const alert = (event: 'clerk-suspended' | 'total-limit-reached'): Announcement => ({
    v: 1,
    about: 'operations',
    event,
    id: 'an id',
  });
  const keys = () => world.keys.map(({ key }) => key);

  test('is the wipe’s and its mark’s, at each contact', async () => {
    const wipe = aWipe({ state: 'erased', contestedAt: NOW });
    await world.tables.given({ lines: [aLine({ contacts: [MAIL, SMS] })], wipes: [wipe] });

    await world.deliver(newsOf('requested'), newsOf('ended'), {
      v: 1,
      about: 'operations',
      event: 'wipe-contested',
      id: WIPE_ID,
    });

    expect(world.keys).toEqual([
      { to: MAIL.address, key: `${WIPE_ID}:requested` },
      { to: SMS.address, key: `${WIPE_ID}:requested` },
      { to: MAIL.address, key: `${WIPE_ID}:${endKey(wipe.events.length)}` },
      { to: SMS.address, key: `${WIPE_ID}:${endKey(wipe.events.length)}` },
      { to: OPERATIONS, key: `${WIPE_ID}:contested` },
    ]);
  });

  test.each([GUESSING, enrolment('enrolled'), enrolment('refused'), alert('clerk-suspended')])(
    'is the same when an announcement is delivered again: %j',
    async (announcement) => {
      await world.tables.given({ lines: [aLine()] });
      const event = eventOf(announcement);

      await sendMessage(world.dependencies())(event);
      await sendMessage(world.dependencies())(event);

      const [first, second] = keys();
      expect(first).toContain(announcement.about === 'operations' ? 'an id' : LINE_ID);
      expect(second).toBe(first);
    },
  );

  test.each([
    [GUESSING, 2],
    [enrolment('refused'), 2],
    [alert('clerk-suspended'), 2],
    [enrolment('enrolled'), 1],
    [alert('total-limit-reached'), 1],
  ])(
    'of the same once more, %j, is another one where it can come up again',
    async (each, count) => {
      await world.tables.given({ lines: [aLine()] });

      await world.deliver(each, each);

      expect(new Set(keys()).size).toBe(count);
    },
  );
});
