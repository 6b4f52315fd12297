import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { REPLACED_ENROLMENT_LIFE, wipeableEnrolments } from '#domain/line/enrolment.ts';
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

describe('the handsets of a line that may be wiped', () => {
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

    expect(wipeableEnrolments(line, NOW).map(({ enrolmentId }) => enrolmentId)).toEqual([
      ENROLMENT_ID,
      digest('old'),
    ]);
  });

  test('are one another replaced for 90 days still', () => {
    const line = aLine({ enrolments: [replaced(NOW)] });

    expect(REPLACED_ENROLMENT_LIFE).toBe(90 * DAY);
    expect(wipeableEnrolments(line, NOW + 90 * DAY - 1)).toHaveLength(1);
    expect(wipeableEnrolments(line, NOW + 90 * DAY)).toHaveLength(0);
  });

  test('are never those that enrolled under another owner', () => {
    const line = aLine({ account: 'account-2' });

    expect(wipeableEnrolments(line, NOW)).toEqual([]);
  });
});
