/** A wipe that is asked for at the counter, for a customer who is not there: by a clerk, and by a second person's leave. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkRecord } from '#demo/check-record.ts';
import { until } from '#demo/until.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { askAtCounter, toDecide } from './counter.ts';
import { isErased } from './erased.ts';
import { PATIENCE, Stage } from './stage.ts';
import { comesTo, comesToRest, owner } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, PATIENCE);
afterAll(() => stage.strike(), PATIENCE);

/** What a clerk asks for whose customer has called, not come. */
async function asked() {
  const [handset] = await stage.crew(1);
  if (handset === undefined) throw new Error('nobody in the crew');
  const clerk = await stage.clerk();
  const wish = await askAtCounter(clerk, handset.line.number, { customerPresent: false });
  await comesTo(stage, wish.wipeId, 'awaiting-approval');
  return { clerk, handset, ...wish };
}

describe('a wipe that a clerk asks for while the customer is away', () => {
  test('erases the handset once a second person has agreed, and the record names what was seen', async () => {
    const { clerk, handset, wipeId, line } = await asked();
    const before = await handset.files();
    const second = await stage.approver('shop-approver');

    const approval = await toDecide(second, wipeId);
    const approved = await second.approve(approval, 'Called the customer back');
    await comesToRest(stage, wipeId);

    expect(approval).toMatchObject({ reasons: ['customer-absent'], number: line.number });
    expect(approved.status).toBe('approved');
    const seen = await clerk.wipe(wipeId);
    expect(seen).toMatchObject({ state: 'erased', visit: { documents: ['my-number-card'] } });
    await isErased(handset, before);
    const customer = await owner(stage);
    expect(await customer.wipes(line.lineId)).toMatchObject([{ wipeId, channel: 'shop' }]);
    const record = await checkRecord(await customer.record(wipeId));
    expect(JSON.stringify(record)).toContain('my-number-card');
    expect(JSON.stringify(record)).not.toContain('Called the customer back');
  });

  test('ends where the second person does not agree', async () => {
    const { wipeId } = await asked();
    const second = await stage.approver('approver');

    await second.reject(await toDecide(second, wipeId), 'Nobody answered');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'rejected', commands: [] });
  });

  test('ends where nobody decides in time, and says so', async () => {
    const { wipeId } = await asked();

    await until('the approval to lapse', async () => {
      stage.shift(10 * MINUTE);
      const { state } = await stage.administrator.wipe(wipeId);
      return state === 'expired' || undefined;
    });

    expect(await comesToRest(stage, wipeId)).toMatchObject({
      state: 'expired',
      reason: 'approval-lapsed',
      commands: [],
    });
  });
});
