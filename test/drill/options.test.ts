import { describe, expect, test } from '@jest/globals';
import {
  commandOf,
  DRILLS,
  type DrillName,
  HELP,
  readOptions,
  UsageError,
} from '#drill/options.ts';

const ANY_SEED = 7;

describe('the command line of the drills', () => {
  test('takes a name, and has a seed whether one is given or not', () => {
    expect(readOptions(['crash'], ANY_SEED)).toEqual({
      ...{
        drill: 'crash',
        kills: 20,
        requests: 10_000,
        honest: 200,
        seed: ANY_SEED,
        keep: false,
        json: false,
      },
    });
    expect(
      readOptions(['crash', '--kills', '300', '--seed', '0', '--keep', '--json'], ANY_SEED),
    ).toMatchObject({ drill: 'crash', kills: 300, seed: 0, keep: true, json: true });
  });

  test.each([
    ['no drill', []],
    ['an unknown drill', ['earthquake']],
    ['two drills', ['crash', 'crash']],
    ['an unknown option', ['crash', '--speed', '9']],
    ['no kill at all', ['crash', '--kills', '0']],
    ['more requests than there is time for', ['fuzz', '--requests', '1000001']],
    ['more handsets than there are numbers for', ['stolen-shop', '--requests', '10001']],
    ['a seed that is no number', ['crash', '--seed', 'x']],
    ['a seed beyond 32 bits', ['crash', '--seed', '4294967296']],
  ])('refuses %s', (_, args) => {
    expect(() => readOptions(args, ANY_SEED)).toThrow(UsageError);
  });

  test('has help that names every drill', () => {
    expect(readOptions(['--help'], ANY_SEED)).toBe('help');
    for (const name of Object.keys(DRILLS)) expect(HELP).toContain(`  ${name} `);
  });

  test('can be told how to make the same choices again', () => {
    const options = { kills: 12, requests: 56, honest: 78, seed: 34, keep: true, json: true };
    const again = (drill: DrillName) => {
      const command = commandOf({ drill, ...options });
      expect(command).toMatch(/^npm run drill -- /);
      return readOptions(command.split(' ').slice(4), ANY_SEED);
    };

    expect(again('crash')).toMatchObject({ drill: 'crash', kills: 12, seed: 34 });
    expect(again('fuzz')).toMatchObject({ drill: 'fuzz', requests: 56, seed: 34 });
    expect(again('pause')).toMatchObject({ drill: 'pause', requests: 56, seed: 34 });
    expect(again('stolen-shop')).toMatchObject({ requests: 56, honest: 78, seed: 34 });
  });
});
