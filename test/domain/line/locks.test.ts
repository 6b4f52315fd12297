import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Line } from '#domain/line/line.ts';
import { afterErasure } from '#domain/line/locks.ts';
import { ACCOUNT, aLine, HANDSET_ID, NOW } from '#test/domain/builders.ts';

const erased = { handsetId: HANDSET_ID, account: ACCOUNT };
const RESULTS = ['none', 'pending', 'failed', 'succeeded'] as const;

describe('the locks of a line after its handset was erased', () => {
  test.each(RESULTS)('are those of the wallet alone, which stay %s (R19, R20, A22)', (wallet) => {
    for (const device of RESULTS) {
      const line = aLine({ locks: { device, wallet } });

      expect(afterErasure(line, erased)).toEqual({ ...line, locks: { device: 'none', wallet } });
    }
  });

  test('are those of the handset’s next life too', () => {
    const anew = { enrolmentId: digest('next life'), handsetId: HANDSET_ID, since: NOW };
    const line = aLine({ enrolments: [anew], locks: { device: 'pending', wallet: 'none' } });

    expect(afterErasure(line, erased).locks.device).toBe('none');
  });

  test.each<[string, Partial<Line>]>([
    ['of another owner', { account: 'account-2' }],
    ['that nobody owns', { account: '' }],
    [
      'that has other hardware by now',
      { enrolments: [{ enrolmentId: digest('n'), handsetId: digest('n'), since: NOW }] },
    ],
    ['without a handset', { enrolments: [] }],
    ['without a device lock', { locks: { device: 'none', wallet: 'succeeded' } }],
  ])('are left alone on a line %s', (_, overrides) => {
    const line = aLine({ locks: { device: 'succeeded', wallet: 'succeeded' }, ...overrides });

    expect(afterErasure(line, erased)).toBe(line);
  });
});
