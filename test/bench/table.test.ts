import { expect, test } from '@jest/globals';
import { judge } from '#bench/judge.ts';
import { readBenchOptions } from '#bench/options.ts';
import { tableOf } from '#bench/table.ts';

test('a table has a line a figure, with its columns aligned', () => {
  const rows = [
    { name: 'size', value: 1_250_000, unit: 'B', floor: 1_000_000, target: { most: 1.2 } },
    { name: 'rate', value: 31.25, unit: 'a second', target: { least: 25 } },
    { name: 'share', value: 0.0421, unit: '' },
  ];

  expect(tableOf(rows.map(judge))).toEqual([
    '               value      floor   ratio  target',
    'size     1,250,000 B  1,000,000  1.25 ×  ≤ 1.20  MISSED',
    'rate   31.3 a second                       ≥ 25     met',
    'share          0.042',
  ]);
});

test('the command line names sections, and none it does not know', () => {
  const known = ['bundles', 'calls'];

  expect(readBenchOptions(['calls', '--quick'], known)).toEqual({
    sections: ['calls'],
    json: 'bench-results.json',
    quick: true,
    tests: false,
  });
  expect(() => readBenchOptions(['cals'], known)).toThrow('no section cals');
});
