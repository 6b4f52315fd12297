import { describe, expect, test } from '@jest/globals';
import { MODELS } from '#catalogue/catalogue.ts';
import { KIDS, NO_ESIM_ONLY, UPDATE_NEEDED } from '#domain/eligibility/conditions.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Applicant } from '#domain/eligibility/facts.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { factsOf } from '#functions/eligibility/facts.ts';
import { aLine, anEnrolment, NOW } from '#test/domain/builders.ts';

const applicant: Applicant = { channel: 'web', secondFactor: 'usable' };
const factsWith = (enrolment: Partial<Enrolment>) =>
  factsOf({ line: aLine(), enrolment: anEnrolment(enrolment), applicant, now: NOW });
const codesOf = (models: typeof MODELS) => models.map(({ code }) => code).toSorted();

describe('the facts', () => {
  test('are what line, enrolment and catalogue say', () => {
    expect(factsWith({ model: 'SH-01J', sim: 'nano', preset: 'not_done' })).toEqual({
      date: '2026-03-11',
      line: { plan: 'docomo', isSuspended: false, walletLock: 'none' },
      applicant,
      model: {
        code: 'SH-01J',
        kind: 'keitai',
        released: '2016-10',
        mark: 'none',
        supported: 'unknown',
      },
      handset: {
        sim: 'nano',
        preset: 'not_done',
        update: 'unknown',
        app: 'yes',
        android: undefined,
      },
    });
  });

  test.each([
    ['Android 4.2.2', [4, 2]],
    ['Android 14', [14, 0]],
    ['android/4.4', [4, 4]],
    ['14', undefined],
    ['Androidish', undefined],
  ])('have the version of the OS where the software tells it: %s', (software, android) => {
    expect(factsWith({ software }).handset?.android).toEqual(android);
  });

  test('of a model that the catalogue does not have are not known', () => {
    expect(factsWith({ model: 'NO-1' }).model).toEqual({
      code: 'NO-1',
      kind: 'unknown',
      released: undefined,
      mark: 'unknown',
      supported: 'unknown',
    });
  });

  test('of a model that takes two SIMs, or may, have no mark that is known', () => {
    expect(factsWith({ model: 'SO-51C' }).model.mark).toBe('unknown');
    expect(factsWith({ model: 'SO-01M' }).model.mark).toBe('none');
  });
});

describe('the catalogue and the conditions', () => {
  test('name the same models for eSIM only (R25)', () => {
    const named = codesOf(MODELS.filter(({ esimOnlyWipe }) => esimOnlyWipe === 'no'));

    expect(named).toEqual(NO_ESIM_ONLY.toSorted());
  });

  test('name the same models for the update, from the same day (R43, R44)', () => {
    const named = MODELS.filter(({ needsUpdateSince }) => needsUpdateSince !== undefined);

    expect(codesOf(named)).toEqual(UPDATE_NEEDED.models.toSorted());
    for (const { needsUpdateSince } of named) expect(needsUpdateSince).toBe(UPDATE_NEEDED.from);
  });

  test('have the covered kids keitai from the same month (R32)', () => {
    expect(MODELS.find(({ code }) => code === KIDS.covered)).toMatchObject({
      released: KIDS.coveredSince,
      supported: 'yes',
    });
  });

  test.each(MODELS)('agree on whether $code is covered', ({ code, supported }) => {
    const { outcome, refusals } = judgeEligibility(factsWith({ model: code, preset: 'done' }));

    expect(outcome === 'REFUSE').toBe(supported === 'no');
    if (outcome === 'REFUSE') expect(refusals).not.toContain('X_MODEL_UNKNOWN');
  });
});
