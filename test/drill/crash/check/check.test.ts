import { expect, test } from '@jest/globals';
import { checkCrash } from '#drill/crash/check/check.ts';
import { sound } from '../sound-evidence.ts';

test('nothing is found where every promise was kept', async () => {
  expect(await checkCrash(sound)).toEqual([]);
});
