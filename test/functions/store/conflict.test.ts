import { expect, test } from '@jest/globals';
import { untilFirst } from '#functions/store/conflict.ts';

const lost = () => Object.assign(new Error('lost'), { name: 'ConditionalCheckFailedException' });

test('tries again until nobody got in between', async () => {
  let tries = 0;

  const done = await untilFirst(async () => {
    tries++;
    if (tries < 4) throw lost();
    return 'done';
  });

  expect([done, tries]).toEqual(['done', 4]);
});

test('says that there are too many writers after ten tries', async () => {
  let tries = 0;

  const trying = untilFirst(async () => {
    tries++;
    throw lost();
  });

  await expect(trying).rejects.toMatchObject({ code: 'busy' });
  expect(tries).toBe(10);
});

test('does not try again after a real failure', async () => {
  let tries = 0;

  const trying = untilFirst(async () => {
    tries++;
    throw new Error('no network');
  });

  await expect(trying).rejects.toThrow('no network');
  expect(tries).toBe(1);
});
