import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  AHAMO_SERVICE,
  KIDS,
  NO_ESIM_ONLY,
  PRESET_UP_TO,
  SHA2_LEGACY,
  UPDATE_NEEDED,
} from '#domain/eligibility/conditions.ts';
import { NOTICES } from '#domain/eligibility/notices.ts';
import { RULES } from '#domain/eligibility/rules.ts';
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

/** A day, month, year, model code or version as prose has it. */
const FACT =
  /(?:(?:[0-9]{1,2} )?[A-Z][a-z]+ )?\b[0-9]{4}\b|\b[A-Z]{2}-[0-9]{2}[A-Z]\b|\b[0-9]+\.[0-9]+\b/g;
/** `2023-04-19` or `2023-04` as prose has it. */
function spelt(date: string): string {
  const day = date.length > 7 ? ({ day: 'numeric' } as const) : {};
  const form = { ...day, month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(date));
}

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

  test('has no date, model or version but those of the conditions, each at its rule', () => {
    const preset = [spelt(PRESET_UP_TO)];
    const kids = [KIDS.excluded, spelt(KIDS.coveredSince), KIDS.covered];
    const expected: Readonly<Record<string, readonly string[]>> = {
      'kids-keitai': kids,
      'known-model': [KIDS.covered, spelt(KIDS.coveredSince)],
      'ahamo-start': [spelt(AHAMO_SERVICE.from)],
      'esim-only': NO_ESIM_ONLY,
      'sim-known': NO_ESIM_ONLY,
      'preset-made': preset,
      'preset-known': preset,
      'samsung-update': [spelt(UPDATE_NEEDED.from), ...UPDATE_NEEDED.models],
      sha2: [SHA2_LEGACY.android.join('.'), spelt(SHA2_LEGACY.releasedUpTo)],
    };

    const told = rowsOf(rules, 'The table').map(([name = '', where = '']) => [
      coded(name).join(),
      where.match(FACT) ?? [],
    ]);

    expect(told).toEqual(RULES.map(({ name }) => [name, expected[name] ?? []]));
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
  /** Pages that lack something. */
  const DUE = ['portal'];
  const texts = readFileSync(file('domain/eligibility/texts.ts'), 'utf8');

  test('has R1 to R51 and A1 to A28, each once and in order', () => {
    const upTo = (letter: string, last: number) =>
      Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

    expect(rows.map(([number]) => number)).toEqual(upTo('R', 51));
    expect(readings).toEqual(upTo('A', 28));
  });

  test.each(rows)('%s: %s, is kept', (number, _, by = '') => {
    const [kept = '', due] = by.split(/(?:^|; )due: /);
    const [page = '', why = ''] = due?.split(/: (.*)/) ?? [];

    expect(coded(kept).length > 0 || due !== undefined).toBe(true);
    if (due !== undefined) {
      expect(DUE).toContain(page);
      expect(why.split(' ').length).toBeGreaterThan(5);
    }
    for (const name of coded(kept)) expect([name, keeps(name, number)]).toEqual([name, true]);
  });

  /** Whether a rule, a text or a test is there, and says itself that it is about the requirement. */
  function keeps(name: string, number: string): boolean {
    const stating = [
      ...RULES.filter((one) => one.name === name || one.code === name),
      ...NOTICES.filter(({ code }) => code === name),
    ];
    if (stating.length > 0) return stating.some((one) => one.requirements.includes(number));
    const [, numbers] = new RegExp(`/\\*\\* (.*) \\*/\n  ${name}: \\{`).exec(texts) ?? [];
    if (numbers !== undefined) return numbers.split(', ').includes(number);
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
