import { describe, expect, test } from '@jest/globals';
import { MAKER_NAMES, MODELS } from '#catalogue/catalogue.ts';
import { KIDS } from '#domain/eligibility/conditions.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { Applicant } from '#domain/eligibility/facts.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { ModelList } from '#functions/contract/bodies.ts';
import { factsOf } from '#functions/eligibility/facts.ts';
import { listModels } from '#functions/list-models.ts';
import { LATER_KIDS } from '#test/catalogue/models.ts';
import { aLine, anEnrolment, NOW } from '#test/domain/builders.ts';
import { call } from '#test/functions/api-call.ts';

const applicant: Applicant = { channel: 'web', secondFactor: 'usable' };
const factsWith = (enrolment: Partial<Enrolment>) =>
  factsOf({ line: aLine(), enrolment: anEnrolment(enrolment), applicant, now: NOW });

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

  test.each(MODELS)('have of $code the mark that the catalogue has', ({ code, mark }) => {
    expect(factsWith({ model: code }).model.mark).toBe(mark);
  });
});

describe('the catalogue and the conditions', () => {
  test('have the covered kids keitai from the same month (R32)', () => {
    expect(MODELS.find(({ code }) => code === KIDS.covered)).toMatchObject({
      released: KIDS.coveredSince,
      supported: 'yes',
    });
  });

  test.each([...MODELS, LATER_KIDS])(
    'agree with the public list on whether $code is covered',
    async (model) => {
      const { code, kind, released, mark, supported } = model;
      const list = listModels({ models: [model], makers: MAKER_NAMES, version: '1' });

      const { body } = await call(list, { claims: null, cacheable: true });
      const { outcome } = judgeEligibility({
        ...factsWith({ model: code, preset: 'done' }),
        model: { code, kind, released, mark, supported },
      });

      const told = ModelList.parse(body).models[0]?.supported;
      expect(outcome === 'REFUSE').toBe(told === 'no' || told === 'unknown');
    },
  );
});
