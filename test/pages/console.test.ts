/** The console's door and frame, as operations meet them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ja } from '#console/texts/ja/ja.ts';
import { PATIENCE } from '../journeys/stage.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, PATIENCE);
afterAll(() => house.close(), PATIENCE);

describe('the console', () => {
  test('shows operations the wipes of all lines', async () => {
    const operator = await house.operator('operator', '/');

    await operator.comesTo(/^\/wipes$/);
    await operator.reads(ja.wipes.none);

    expect(await operator.violations()).toEqual([]);
  });

  test('says that the service is not there, and goes on at a press once it is', async () => {
    const operator = await house.operations();
    let isDown = true;
    await operator.page.route('**/v1/ops/wipes?*', (route) =>
      isDown ? route.abort() : route.continue(),
    );

    await operator.open('/wipes');
    await operator.signIn('operator', 'second-factor');
    await operator.reads(ja.failures.unreachable);
    isDown = false;
    await operator.button(ja.failures.retry).click();
    await operator.reads(ja.wipes.none);

    expect(await operator.main.getByText(ja.failures.unreachable).count()).toBe(0);
    await operator.leave();
  });

  test('lets nobody in who has another role', async () => {
    const subscriber = await house.operator('hanako', '/wipes');

    await subscriber.reads(ja.signIn.notForYou.text);
    expect(await subscriber.main.getByRole('table').count()).toBe(0);
  });
});
