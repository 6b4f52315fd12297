import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { RULES } from '#domain/eligibility/rules.ts';
import { EligibilityExplanation } from '#functions/contract/ops-bodies.ts';
import { explainEligibility } from '#functions/explain-eligibility.ts';
import { aLine, anEnrolment, aWipe, NOW } from '#test/domain/builders.ts';
import { type Call, call, OPERATOR } from '../api-call.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
const wipe = aWipe();
const shopWipe = aWipe({
  enrolmentId: digest('shop'),
  channel: 'shop',
  visit: { shop: 'shop-1', documents: ['passport'], reservation: false, customerPresent: true },
});
const lost = aWipe({ enrolmentId: digest('lost'), lineId: 'line-9' });

beforeAll(async () => {
  tables = await startTables();
  const enrolments = [
    anEnrolment({ sim: 'esim', model: 'SO-51D' }),
    anEnrolment({ enrolmentId: digest('shop') }),
  ];
  await tables.given({ lines: [aLine()], enrolments, wipes: [wipe, shopWipe, lost] });
});
afterAll(() => tables.stop());

const explain = async (made: Call) => {
  const answer = await call(explainEligibility({ ...tables, now: () => NOW }), {
    claims: OPERATOR,
    ...made,
  });
  if (answer.status !== 200) return answer;
  expect(EligibilityExplanation.parse(answer.body)).toEqual(answer.body);
  return answer;
};
const explained = async (made: Call) => EligibilityExplanation.parse((await explain(made)).body);

const FACTS = {
  date: '2026-04-01',
  line: { plan: 'docomo', isSuspended: false, walletLock: 'none' },
  applicant: { channel: 'web', secondFactor: 'usable' },
  model: {
    code: 'SO-53D',
    kind: 'smartphone',
    released: '2023-06',
    mark: 1,
    supported: 'yes',
  },
  handset: { sim: 'esim', preset: 'done', update: 'applied', app: 'yes', android: [14, 0] },
};

describe('stated facts', () => {
  test('are judged by every rule, each with its verdict', async () => {
    const { rules, eligibility, facts } = await explained({ body: FACTS });

    expect(facts).toEqual(FACTS);
    expect(eligibility).toMatchObject({ outcome: 'REFUSE', primary: 'X_ESIM_ONLY_MODEL' });
    expect(rules.map(({ name }) => name)).toEqual(RULES.map(({ name }) => name));
    const refusing = rules.filter(
      ({ effect, verdict }) => effect === 'refuse' && verdict === 'not-met',
    );
    expect(refusing.map(({ code }) => code)).toEqual(eligibility.refusals);
    expect(refusing[0]?.requirements).toContain('R25');
  });

  test('without a handset say so', async () => {
    const { handset: _none, ...bare } = FACTS;

    const { rules } = await explained({ body: bare });

    expect(rules.find(({ name }) => name === 'handset-enrolled')?.verdict).toBe('not-met');
  });

  test.each([
    ['date', { ...FACTS, date: 'today' }],
    ['line.plan', { ...FACTS, line: { ...FACTS.line, plan: 'other' } }],
    ['model.mark', { ...FACTS, model: { ...FACTS.model, mark: 4 } }],
    ['applicant.hasDocuments', { ...FACTS, applicant: { channel: 'shop', hasReservation: true } }],
    ['body', { ...FACTS, number: '09012345678' }],
  ])('that are none are refused by name: %s', async (member, body) => {
    expect(await explain({ body })).toMatchObject({
      problem: 'body-malformed',
      body: { members: [member] },
    });
  });
});

describe('a wipe', () => {
  test('is judged on its own facts', async () => {
    const { facts, eligibility } = await explained({ path: { wipeId: wipe.wipeId } });

    expect(facts).toMatchObject({
      model: { code: 'SO-51D' },
      handset: { sim: 'esim' },
      applicant: { channel: 'web', secondFactor: 'usable' },
    });
    expect(eligibility.primary).toBe('X_ESIM_ONLY_MODEL');
  });

  test('of a shop is judged on what its clerk recorded', async () => {
    const { facts, eligibility } = await explained({ path: { wipeId: shopWipe.wipeId } });

    expect(facts.applicant).toEqual({ channel: 'shop', hasDocuments: true, hasReservation: false });
    expect(eligibility.warnings).toContain('W_NO_RESERVATION');
  });

  test('tells no number and no owner', async () => {
    const text = JSON.stringify(await explain({ path: { wipeId: wipe.wipeId } }));

    for (const inside of [aLine().number, 'account', 'person', 'example.com'])
      expect(text).not.toContain(inside);
  });

  test.each([
    ['wipe-not-found', `${digest('nothing')}.1`],
    ['line-not-found', lost.wipeId],
  ])('is answered %s where it is not there', async (problem, wipeId) => {
    expect(await explain({ path: { wipeId } })).toMatchObject({ status: 404, problem });
  });
});

test.each(['approver', 'shop', 'subscriber'])('why? is not for the role %s', async (role) => {
  const claims = { ...OPERATOR, role, scope: `remote-wipe/${role}`, shop: 's', account: 'a' };

  expect(await explain({ body: FACTS, claims })).toMatchObject({ problem: 'not-allowed' });
});
