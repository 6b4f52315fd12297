import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { NOTICES } from '#domain/eligibility/notices.ts';
import { RULES } from '#domain/eligibility/rules.ts';
import { NOTICE_TEXTS, REASON_TEXTS, REFERRAL_TEXTS } from '#domain/eligibility/texts.ts';
import { COLUMNS } from '#eligibility/case.ts';

const file = (path: string) => new URL(`../../${path}`, import.meta.url);
const document = (name: string) => readFileSync(file(`docs/${name}`), 'utf8');
/** Cells of the tables below a heading, header rows left out. */
const rowsOf = (text: string, heading: string) =>
  (text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| [a-z]+ \|/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));
const coded = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

describe('docs/rules.md', () => {
  const rules = document('rules.md');

  test('has every rule, in the order in which they are asked', () => {
    const told = rowsOf(rules, 'The table').map(
      ([name = '', , code = '', leads = '', from = '']) => ({
        name: coded(name).join(),
        code: coded(code).join(),
        referrals: coded(leads),
        requirements: from.split(', '),
      }),
    );

    expect(told).toEqual(
      RULES.map(({ name, code, referrals, requirements }) => ({
        name,
        code,
        referrals,
        requirements,
      })),
    );
  });

  test('has every notice', () => {
    const told = rowsOf(rules, 'What a person is told').map(([code = '', , from = '']) => ({
      code: coded(code).join(),
      requirements: from.split(', '),
    }));

    expect(told).toEqual(NOTICES.map(({ code, requirements }) => ({ code, requirements })));
  });

  test('explains every column of a table of cases', () => {
    const told = rowsOf(rules, 'Trying a change').flatMap(([name = '']) => coded(name));

    expect(told).toEqual(COLUMNS);
  });
});

describe('docs/requirements.md', () => {
  const requirements = document('requirements.md');
  const rows = rowsOf(requirements, 'From the page');
  const readings = rowsOf(requirements, 'Readings').map(([number]) => number);
  /** Pages that are not built yet. */
  const DUE = ['portal', 'shop pages'];
  const CODES = Object.keys({ ...REASON_TEXTS, ...REFERRAL_TEXTS, ...NOTICE_TEXTS });

  test('has R1 to R51 and A1 to A28, each once and in order', () => {
    const upTo = (letter: string, last: number) =>
      Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

    expect(rows.map(([number]) => number)).toEqual(upTo('R', 51));
    expect(readings).toEqual(upTo('A', 28));
  });

  test.each(rows)('%s: %s, is kept', (number, _, by = '') => {
    const [kept = '', due] = by.split(/(?:^|; )due: /);

    expect(coded(kept).length > 0 || due !== undefined).toBe(true);
    if (due !== undefined) expect(DUE).toContain(due);
    for (const name of coded(kept)) expect([name, keeps(name, number)]).toEqual([name, true]);
  });

  /** Whether a rule, a code or a test is there, and says itself that it is about the requirement. */
  function keeps(name: string, number: string): boolean {
    const rule = RULES.find((one) => one.name === name);
    if (rule) return rule.requirements.includes(number);
    if (CODES.includes(name)) return true;
    const isTest = name.startsWith('test/') && existsSync(file(name));
    return isTest && new RegExp(`\\b${number}\\b`).test(readFileSync(file(name), 'utf8'));
  }

  test('names each rule at each requirement that it comes from', () => {
    const told = rows.flatMap(([number, , by = '']) =>
      coded(by).map((name) => `${number} ${name}`),
    );
    const stated = RULES.flatMap((rule) =>
      rule.requirements.filter((one) => one.startsWith('R')).map((one) => `${one} ${rule.name}`),
    );

    expect(stated.filter((one) => !told.includes(one))).toEqual([]);
  });

  test('has every reading that rules and notices rest on', () => {
    const used = [...RULES, ...NOTICES].flatMap((one) => one.requirements);

    expect(used.filter((one) => one.startsWith('A') && !readings.includes(one))).toEqual([]);
  });
});
