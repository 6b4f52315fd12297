import { describe, expect, test } from '@jest/globals';
import { missingConsents, stoppingWarnings } from '#domain/eligibility/consent.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import { facts } from './facts.ts';

const warned = judgeEligibility(
  facts({ line: { isSuspended: true }, model: { code: 'SO-51D' }, handset: { sim: 'unknown' } }),
);

describe('consent', () => {
  test('is to each warning by its name', () => {
    expect(missingConsents(warned, [])).toEqual(['W_LINE_SUSPENDED', 'W_SIM_STATE_UNKNOWN']);
    expect(missingConsents(warned, ['W_LINE_SUSPENDED', 'OK'])).toEqual(['W_SIM_STATE_UNKNOWN']);
    expect(missingConsents(warned, ['W_SIM_STATE_UNKNOWN', 'W_LINE_SUSPENDED'])).toEqual([]);
  });

  test('is not asked afterwards for a line that was suspended meanwhile (A25)', () => {
    expect(stoppingWarnings(warned, [])).toEqual(['W_SIM_STATE_UNKNOWN']);
  });
});
