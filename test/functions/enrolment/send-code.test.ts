import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Line } from '#domain/line/line.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { sendEnrolmentCode } from '#functions/send-enrolment-code.ts';
import { aLine, LINE_ID, NOW } from '#test/domain/builders.ts';
import { call } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
let sent: [to: string, text: string][];
let now: number;
let smsFails: boolean;
beforeEach(async () => {
  tables = await startTables();
  sent = [];
  now = NOW;
  smsFails = false;
});
afterEach(() => tables.stop());

const CODE = '02468135';
const ask = (body: unknown = { number: aLine().number }) =>
  call(
    sendEnrolmentCode({
      lines: tables.lines,
      sms: {
        async send(to, text) {
          if (smsFails) throw new Error(`${to} is not valid`);
          sent.push([to, text]);
        },
      },
      now: () => now,
      newCode: () => CODE,
    }),
    { body, claims: null },
  );
const line = () => tables.lines.read(LINE_ID);

describe('a code', () => {
  test('goes by SMS to the number of the line, and is kept as a hash', async () => {
    await tables.given({ lines: [aLine()] });

    expect(await ask()).toMatchObject({ status: 202, body: {} });

    expect(sent).toEqual([['+819012345678', expect.stringContaining(CODE)]]);
    const { enrolmentCode, codesSentAt } = (await line()) ?? {};
    expect(enrolmentCode).toMatchObject({ expiresAt: NOW + 10 * MINUTE, triesLeft: 5 });
    expect(JSON.stringify(enrolmentCode)).not.toContain(CODE);
    expect(codesSentAt).toEqual([NOW]);
  });

  test('is hashed with its line: equal codes of two lines do not look equal', async () => {
    const other = { lineId: 'line-2', number: '09022222222' };
    await tables.given({ lines: [aLine(), aLine(other)] });

    await ask();
    await ask({ number: other.number });

    const hashes = [await line(), await tables.lines.read('line-2')].map(
      (each) => each?.enrolmentCode?.hash,
    );
    expect(new Set(hashes).size).toBe(2);
  });

  test.each<[string, Partial<Line>]>([
    ['of no line', { number: '09099999999' }],
    ['of an ended contract', { status: 'ended' }],
  ])('is not sent to a number %s, and the answer is the same', async (_, overrides) => {
    await tables.given({ lines: [aLine({ ...overrides })] });

    expect(await ask()).toMatchObject({ status: 202, body: {} });
    expect(sent).toEqual([]);
  });

  test('that cannot be sent is answered like any other', async () => {
    await tables.given({ lines: [aLine()] });
    smsFails = true;

    expect(await ask()).toMatchObject({ status: 202, body: {} });
  });

  test.each([{}, { number: '+819012345678' }, { number: 9012345678 }, { number: '090', more: 1 }])(
    'is not asked for with %j',
    async (body) => {
      expect(await ask(body)).toMatchObject({ status: 400, problem: 'body-malformed' });
    },
  );
});

describe('codes are sent', () => {
  beforeEach(() => tables.given({ lines: [aLine()] }));

  test('three an hour', async () => {
    for (let n = 0; n < 5; n++) await ask();
    expect(sent).toHaveLength(3);

    now = NOW + HOUR - 1;
    await ask();
    expect(sent).toHaveLength(3);
    now = NOW + HOUR;
    await ask();
    expect(sent).toHaveLength(4);
  });

  test('ten a day', async () => {
    for (let hour = 0; hour < 6; hour++) {
      now = NOW + hour * HOUR;
      for (let n = 0; n < 3; n++) await ask();
    }
    expect(sent).toHaveLength(10);

    now = NOW + DAY;
    await ask();
    expect(sent).toHaveLength(11);
  });

  test('three an hour, however many ask at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => ask()));

    expect(sent).toHaveLength(3);
  });

  test('no more tries with a code that was not sent', async () => {
    for (let n = 0; n < 3; n++) await ask();
    const third = (await line())?.enrolmentCode;

    await ask();

    expect((await line())?.enrolmentCode).toEqual(third);
  });
});
