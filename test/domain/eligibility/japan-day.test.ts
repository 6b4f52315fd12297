import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import { japanDay } from '#domain/eligibility/japan-day.ts';
import { facts } from './facts.ts';

const AT_MIDNIGHT = [
  ['2018-12-31T14:59:59.999Z', '2018-12-31'],
  ['2018-12-31T15:00:00.000Z', '2019-01-01'],
  ['2023-04-18T14:59:59.999Z', '2023-04-18'],
  ['2023-04-18T15:00:00.000Z', '2023-04-19'],
] as const;

describe('a day in Japan', () => {
  test.each(AT_MIDNIGHT)('at %s is %s', (instant, day) => {
    expect(japanDay(Date.parse(instant))).toBe(day);
  });

  test.each([
    'UTC',
    'Asia/Tokyo',
    'America/Los_Angeles',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ])('is the same on a host in %s', (TZ) => {
    const module = new URL('../../../domain/eligibility/japan-day.ts', import.meta.url);
    const instants = AT_MIDNIGHT.map(([instant]) => instant);
    const program = `import { japanDay } from ${JSON.stringify(module.href)};
        console.log(JSON.stringify(${JSON.stringify(instants)}.map((at) => japanDay(Date.parse(at)))));`;

    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });

    expect(JSON.parse(said)).toEqual(AT_MIDNIGHT.map(([, day]) => day));
  });
});

describe('at midnight in Japan (R51)', () => {
  const judgedAt = (instant: string, made: Parameters<typeof facts>[0]) =>
    judgeEligibility(facts({ ...made, date: japanDay(Date.parse(instant)) })).primary;

  test.each([
    ['2023-04-19T00:00:00+09:00', 'OK'],
    ['2023-04-18T23:59:59+09:00', 'X_AHAMO_NOT_YET'],
    ['2023-04-18T18:00:00+03:00', 'OK'],
  ])('ahamo begins: %s is %s', (instant, primary) => {
    expect(judgedAt(instant, { line: { plan: 'ahamo' } })).toBe(primary);
  });

  test.each([
    ['2019-01-01T00:00:00+09:00', 'W_UPDATE_PENDING'],
    ['2018-12-31T23:59:59+09:00', 'OK'],
  ])('the Samsungs begin to need an update: %s is %s', (instant, primary) => {
    expect(judgedAt(instant, { model: { code: 'SC-03J', released: '2017-06' } })).toBe(primary);
  });
});
