import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { isWipeable, ownEnrolments, REPLACED_ENROLMENT_LIFE } from '#domain/line/enrolment.ts';
import { internationalNumber, Line, maskNumber } from '#domain/line/line.ts';
import { DAY } from '#domain/wipe/settings.ts';
import { ACCOUNT, aLine, ENROLMENT_ID, NOW } from '../builders.ts';

describe('a number', () => {
  test.each([
    ['09012345678', '*******5678'],
    ['0312345678', '******5678'],
  ])('%s is shown as %s', (number, shown) => {
    expect(maskNumber(number)).toBe(shown);
  });

  test('is sent to in E.164', () => {
    expect(internationalNumber('09012345678')).toBe('+819012345678');
  });

  test.each(['+819012345678', '090-1234-5678', '9012345678', '090123456789', '090', ''])(
    'is not %j',
    (number) => {
      expect(Line.safeParse(aLine({ number })).success).toBe(false);
    },
  );
});

describe('the handsets of a line', () => {
  const since = NOW - 100 * DAY;
  const replaced = (until: number) =>
    ({
      enrolmentId: digest('old'),
      handsetId: digest('old handset'),
      account: ACCOUNT,
      since,
      until,
    }) as const;

  test('are the newest first', () => {
    const { enrolments } = aLine();
    const line = aLine({ enrolments: [replaced(NOW - DAY), ...enrolments] });

    expect(ownEnrolments(line).map(({ enrolmentId }) => enrolmentId)).toEqual([
      ENROLMENT_ID,
      digest('old'),
    ]);
  });

  test('may be wiped for 90 days after another one replaced it, and while a wipe of it is open', () => {
    const entry = replaced(NOW);
    const wipeable = (age: number, hasOpenWipe = false) =>
      isWipeable(entry, { now: NOW + age, hasOpenWipe });

    expect(REPLACED_ENROLMENT_LIFE).toBe(90 * DAY);
    expect(wipeable(90 * DAY - 1)).toBe(true);
    expect(wipeable(90 * DAY)).toBe(false);
    expect(wipeable(300 * DAY, true)).toBe(true);
  });

  test('are never those that enrolled under another owner', () => {
    const line = aLine({ account: 'account-2' });

    expect(ownEnrolments(line)).toEqual([]);
  });
});
