import { expect, test } from '@jest/globals';
import { lineIdOf, numberOf, sampleLine } from '#demo/lines.ts';
import { Line } from '#domain/line/line.ts';

test.each([
  [1, '09000000001'],
  [9_999, '09000009999'],
  [30_001, '09000030001'],
])('line %i has a number of eleven digits that nobody has', (serial, number) => {
  const line = sampleLine(serial, { account: 'a-1', plan: 'docomo' }, 0);

  expect(Line.safeParse(line).success).toBe(true);
  expect(line.number).toBe(number);
  expect(numberOf(serial)).toBe(number);
  expect(lineIdOf(serial)).toMatch(/^line-[0-9]{4,}$/);
});
