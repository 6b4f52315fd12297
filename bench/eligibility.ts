/** What a decision on eligibility takes, beside the cheapest walk over the same cases. */
import { readFileSync } from 'node:fs';
import { parseCsv } from '#catalogue/csv.ts';
import { judgeEligibility } from '#domain/eligibility/engine.ts';
import type { EligibilityFacts } from '#domain/eligibility/facts.ts';
import type { Rule } from '#domain/eligibility/rule.ts';
import { RULES } from '#domain/eligibility/rules.ts';
import { readCase } from '#eligibility/case.ts';
import { median } from './judge.ts';
import type { Row, Section } from './section.ts';

const CASES = new URL('../test/eligibility/cases.csv', import.meta.url);

/** As many rules as there are, which look at nothing. */
const IDLE_RULES: readonly Rule[] = RULES.map((rule) => ({
  ...rule,
  judge: () => 'not-applicable',
}));

export const eligibility: Section = {
  name: 'eligibility',
  measures: 'A decision with all its reasons, on the decided cases in turn.',

  async run({ quick }) {
    const cases = readCases();
    const decisions = quick ? 100_000 : 400_000;
    // Both are compiled before they count.
    for (const rules of [RULES, IDLE_RULES]) microseconds(cases, rules, 50_000);
    const turns = Array.from({ length: quick ? 3 : 9 }, () => ({
      value: microseconds(cases, RULES, decisions),
      floor: microseconds(cases, IDLE_RULES, decisions),
    }));
    return rowsOf(turns);
  },
};

function rowsOf(turns: readonly { readonly value: number; readonly floor: number }[]): Row[] {
  const value = median(turns.map((turn) => turn.value));
  const floor = median(turns.map((turn) => turn.floor));
  return [
    { name: 'a decision', value, unit: 'µs', target: { most: 50 } },
    {
      name: 'a decision, beside rules that look at nothing',
      value,
      unit: 'µs',
      floor,
      // Both of a pair met the same machine.
      ratio: median(turns.map((turn) => turn.value / turn.floor)),
    },
    { name: 'decisions a second', value: 1_000_000 / value, unit: 'decisions' },
  ];
}

function readCases(): EligibilityFacts[] {
  const [header, ...rows] = parseCsv(readFileSync(CASES, 'utf8')).map(({ fields }) => fields);
  return rows.map((fields) => {
    const read = readCase((column) => fields[header?.indexOf(column) ?? -1] ?? '');
    if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
    return read.facts;
  });
}

/** Microseconds a decision. */
function microseconds(
  cases: readonly EligibilityFacts[],
  rules: readonly Rule[],
  decisions: number,
): number {
  let refused = 0;
  const started = performance.now();
  for (let done = 0; done < decisions; ) {
    for (const facts of cases) if (judgeEligibility(facts, rules).outcome === 'REFUSE') refused++;
    done += cases.length;
  }
  const took = performance.now() - started;
  // What nobody asks for would be optimised away.
  if (refused < 0) throw new Error('nothing was decided');
  return (took * 1000) / (Math.ceil(decisions / cases.length) * cases.length);
}
