import { describe, expect, test } from '@jest/globals';
import { type Facts, type Form, factsOf, formOf, isSame, startForm } from '#console/why/form.ts';
import { applies, PARTS } from '#console/why/parts.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';

const START = startForm('2026-04-01');
const FACTS: Facts = {
  date: '2023-04-19',
  line: { plan: 'ahamo', isSuspended: true, walletLock: 'pending' },
  applicant: { channel: 'shop', hasDocuments: false, hasReservation: true },
  model: { code: 'SO-01M', kind: 'smartphone', released: '2019-11', mark: 2, supported: 'unknown' },
  handset: {
    sim: 'dual',
    preset: 'unknown',
    update: 'not_applied',
    app: 'unknown',
    android: [4, 2],
  },
};

/** The facts of a form that states some. */
function stated(form: Form): Facts {
  const read = factsOf(form);
  if (!read.ok) throw new Error(`mistakes in ${read.mistakes.join()}`);
  return read.facts;
}
const mistakesIn = (changed: Partial<Form>) => {
  const read = factsOf({ ...START, ...changed });
  return read.ok ? [] : read.mistakes;
};

describe('a form', () => {
  test('begins with a case that the rules allow', () => {
    const { model, handset, ...others } = stated(START);

    const { outcome, warnings } = judgeEligibility({
      ...others,
      model: { ...model, released: model.released },
      handset: handset && { ...handset, android: handset.android },
    });

    expect({ outcome, warnings }).toEqual({ outcome: 'ALLOW', warnings: [] });
  });

  test.each<[string, Facts]>([
    ['by a shop', FACTS],
    ['by Web', { ...FACTS, applicant: { channel: 'web', secondFactor: 'lost' } }],
    ['with no handset', { ...FACTS, handset: undefined }],
    [
      'of which little is known',
      {
        ...FACTS,
        model: { code: '', kind: 'unknown', mark: 'unknown', supported: 'unknown' },
        handset: { sim: 'unknown', preset: 'unknown', update: 'unknown', app: 'unknown' },
      },
    ],
  ])('takes the facts of a case %s and states them again', (_, facts) => {
    expect(stated(formOf(facts, START))).toEqual(facts);
  });

  test('keeps what does not apply to facts that it takes', () => {
    const before = { ...START, secondFactor: 'lost' };

    expect(formOf(FACTS, before).secondFactor).toBe('lost');
  });

  test.each<[string, Partial<Form>]>([
    ['date', { date: '' }],
    ['date', { date: '2026-02-30' }],
    ['code', { code: 'x'.repeat(61) }],
    ['released', { released: '2017' }],
    ['released', { released: '2017-13' }],
    ['android', { android: 'fourteen' }],
    ['android', { android: '4.2.1' }],
  ])('has a mistake in %s: %j', (name, changed) => {
    expect(mistakesIn(changed)).toEqual([name]);
  });

  test('has all its mistakes at once, and none in what does not apply', () => {
    expect(mistakesIn({ date: '', released: '2017-', android: 'x' })).toEqual([
      'date',
      'released',
      'android',
    ]);
    expect(mistakesIn({ isEnrolled: 'no', android: 'x' })).toEqual([]);
  });

  test('takes a version without a minor one, blanks around it, and none', () => {
    const android = (text: string) => stated({ ...START, android: text }).handset?.android;

    expect(android(' 14 ')).toEqual([14, 0]);
    expect(android('4.2')).toEqual([4, 2]);
    expect(android('')).toBeUndefined();
  });

  test('is the same as one with the same facts, whatever stands where it does not apply', () => {
    expect(isSame(START, { ...START, hasDocuments: 'no' })).toBe(true);
    expect(isSame(START, { ...START, sim: 'esim' })).toBe(false);
  });
});

describe('the parts of the form', () => {
  test('have every field once', () => {
    const names = PARTS.flatMap(([, fields]) => fields);

    expect(names.toSorted()).toEqual(Object.keys(START).toSorted());
  });

  test('ask for what applies alone', () => {
    const shop = { ...START, channel: 'shop', isEnrolled: 'no' };

    expect(applies('secondFactor', START)).toBe(true);
    expect(applies('hasDocuments', START)).toBe(false);
    expect(applies('secondFactor', shop)).toBe(false);
    expect(applies('hasDocuments', shop)).toBe(true);
    expect(applies('sim', shop)).toBe(false);
    expect(applies('plan', shop)).toBe(true);
  });
});
