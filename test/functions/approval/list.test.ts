import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { ApprovalList } from '#functions/contract/bodies.ts';
import { APPROVAL_TIME, aLine, aVisit, LINE_ID, NOW } from '#test/domain/builders.ts';
import { staff } from '../api-call.ts';
import { type ApprovalWorld, approvalWorld } from './world.ts';

let world: ApprovalWorld;
beforeEach(async () => {
  world = await approvalWorld();
});
afterEach(() => world.tables.stop());

/** A wipe of its own that a second person was asked about, `ago` milliseconds before now. */
async function asked(name: string, { ago = 0, shop = 'shop-1', by = 'clerk-1' } = {}) {
  world.now = NOW - ago;
  const wipe = await world.asked({
    enrolmentId: digest(name),
    visit: aVisit({ shop, customerPresent: false }),
    requestedBy: by,
  });
  world.now = NOW;
  return wipe;
}
const listed = async (...call: Parameters<ApprovalWorld['list']>) => {
  const { body } = await world.list(...call);
  return ApprovalList.parse(body).approvals.map(({ wipeId }) => wipeId);
};

describe('the list of approvals', () => {
  test('has what can be decided, the most urgent first, with what there is to know', async () => {
    const late = await asked('late', { ago: MINUTE });
    const later = await asked('later');

    const { body } = await world.list();

    const { approvals, next } = ApprovalList.parse(body);
    expect(body).toEqual(ApprovalList.parse(body));
    expect(approvals.map(({ wipeId }) => wipeId)).toEqual([late.wipeId, later.wipeId]);
    expect(next).toBeUndefined();
    expect(approvals[1]).toEqual({
      wipeId: later.wipeId,
      requestHash: later.requestHash,
      status: 'to-decide',
      reasons: ['customer-absent'],
      askedAt: new Date(NOW).toISOString(),
      until: new Date(NOW + APPROVAL_TIME).toISOString(),
      own: false,
      requestedBy: 'clerk-1',
      channel: 'shop',
      visit: {
        shop: 'shop-1',
        documents: ['driving-licence'],
        reservation: true,
        customerPresent: false,
      },
      number: '*******5678',
      modelName: 'Sony Xperia 5',
      model: 'SO-01M',
      consents: [],
      requestedAt: new Date(NOW).toISOString(),
      deadlineAt: new Date(later.deadlineAt).toISOString(),
    });
  });

  test('leaves out what has lapsed, was decided, or was cancelled', async () => {
    await asked('lapsed', { ago: APPROVAL_TIME });
    await world.say('approved', await asked('approved'));
    await world.say('rejected', await asked('rejected'));
    const open = await asked('open');

    expect(await listed()).toEqual([open.wipeId]);
  });

  test('shows one’s own requests, and that they are', async () => {
    await asked('own', { by: 'approver-1' });

    expect((await world.list()).body).toMatchObject({ approvals: [{ own: true }] });
  });

  test('shows to an approver of a shop that shop’s alone', async () => {
    const here = await asked('here');
    await asked('elsewhere', { shop: 'shop-2' });

    expect(await listed({}, staff('approver', { shop: 'shop-1' }))).toEqual([here.wipeId]);
    expect(await listed()).toHaveLength(2);
  });

  test('shows what was decided, and what is one’s own, when asked to', async () => {
    const approved = await asked('approved', { ago: MINUTE });
    await world.say('approved', approved);
    const rejected = await asked('rejected');
    await world.say('rejected', rejected, { claims: staff('approver', { person: 'approver-2' }) });
    const own = await asked('own', { by: 'approver-1', ago: 2 * MINUTE });

    expect(await listed({ show: 'decided' })).toEqual([rejected.wipeId, approved.wipeId]);
    expect(await listed({ show: 'mine' })).toEqual([approved.wipeId, own.wipeId]);
    expect(await listed({ show: 'to-decide' })).toEqual([own.wipeId]);
  });

  test('tells no number of a line that has another owner by now', async () => {
    await asked('sold');
    await world.tables.given({ lines: [aLine({ lineId: LINE_ID, account: 'account-2' })] });

    const { body } = await world.list();

    expect(JSON.stringify(body)).not.toContain('5678');
    expect(ApprovalList.parse(body).approvals).toHaveLength(1);
  });

  test('comes a page at a time', async () => {
    const all = new Set<string>();
    for (let n = 0; n < 51; n++) all.add((await asked(`wipe ${n}`, { ago: n })).wipeId);

    const first = ApprovalList.parse((await world.list()).body);
    const rest = ApprovalList.parse((await world.list({ after: first.next ?? '' })).body);

    expect([first.approvals.length, rest.approvals.length, rest.next]).toEqual([50, 1, undefined]);
    const seen = [...first.approvals, ...rest.approvals].map(({ wipeId }) => wipeId);
    expect(new Set(seen)).toEqual(all);
  }, 60_000);

  test.each([{ show: 'all' }, { after: 'x' }, { after: `${NOW}.x` }])(
    'refuses %j',
    async (query) => {
      expect(await world.list(query)).toMatchObject({
        status: 400,
        problem: 'parameter-malformed',
      });
    },
  );

  test('needs two factors, whenever that was', async () => {
    const long = { auth_time: String(NOW / SECOND - 30_000) };

    expect(await world.list({}, { ...long, assurance: '1' })).toMatchObject({
      status: 401,
      problem: 'step-up-required',
    });
    expect(await world.list({}, long)).toMatchObject({ status: 200 });
  });

  test.each([staff('shop'), staff('ops')])('is for approvers alone', async (claims) => {
    expect(await world.list({}, claims)).toMatchObject({ status: 403, problem: 'not-allowed' });
  });
});
