/** Judges a table of cases and holds it against what the table expects. */
import { CsvFault, type CsvRecord, csvLine, parseCsv } from '#catalogue/csv.ts';
import { type Eligibility, judgeEligibility } from '#domain/eligibility/engine.ts';
import { USUAL_NOTICES } from '#domain/eligibility/notices.ts';
import { COLUMNS, readCase } from './case.ts';

/** What is printed of a case. A table that has one of these columns, `id` aside, expects what it says. */
const RESULTS = ['id', 'outcome', 'codes', 'referrals', 'extra_notices', 'reasons'] as const;
/** Columns that mean something, each at most once. */
const KNOWN_COLUMNS: readonly string[] = [...new Set([...COLUMNS, ...RESULTS])];
type Result = Readonly<Record<(typeof RESULTS)[number], string>>;

export interface JudgedTable {
  /** CSV with a header, a line for each case that could be read. */
  readonly csv: string;
  /** Each with the line of the table and the case's id. */
  readonly differences: readonly string[];
  /** What could not be read. */
  readonly errors: readonly string[];
}

/** @param text The table as CSV. @param name What the file is called in differences and errors. */
export function judgeTable(text: string, name: string): JudgedTable {
  const lines = [csvLine(RESULTS)];
  const differences: string[] = [];
  const errors: string[] = [];
  const answer = () => ({ csv: `${lines.join('\n')}\n`, differences, errors });
  const table = readTable(text);
  if ('error' in table) {
    errors.push(`${name}:${table.line}: ${table.error}`);
    return answer();
  }
  const ids = new Map<string, number>();
  for (const record of table.cases) {
    const cell = (column: string) => record.fields[table.header.indexOf(column)] ?? '';
    const place = `${name}:${record.line}: ${cell('id')}`;
    const first = ids.get(cell('id'));
    const result = judgeCase(record, { cell, header: table.header });
    if (first !== undefined) errors.push(`${place}: id: is there already, in line ${first}`);
    else ids.set(cell('id'), record.line);
    if ('mistakes' in result) errors.push(...result.mistakes.map((what) => `${place}: ${what}`));
    if ('mistakes' in result || first !== undefined) continue;
    lines.push(csvLine(RESULTS.map((column) => result[column])));
    for (const column of RESULTS)
      if (table.header.includes(column) && cell(column) !== result[column])
        differences.push(
          `${place}: ${column}: expected ${JSON.stringify(cell(column))}, is ${JSON.stringify(result[column])}`,
        );
  }
  return answer();
}

function readTable(
  text: string,
):
  | { readonly header: readonly string[]; readonly cases: readonly CsvRecord[] }
  | { readonly error: string; readonly line: number } {
  try {
    const [first, ...cases] = parseCsv(text);
    const header = first?.fields ?? [];
    const line = first?.line ?? 1;
    const missing = COLUMNS.filter((column) => !header.includes(column));
    if (missing.length > 0) return { error: `the header lacks ${missing.join(', ')}`, line };
    // Columns that are ignored may be there as often as they like: spreadsheets leave empty ones behind.
    const twice = KNOWN_COLUMNS.find(
      (column) => header.indexOf(column) !== header.lastIndexOf(column),
    );
    if (twice !== undefined) return { error: `the header has ${twice} twice`, line };
    return { header, cases };
  } catch (error) {
    if (error instanceof CsvFault) return { error: error.message, line: error.line };
    throw error;
  }
}

/** What the engine says of a case, or what is wrong with its row. */
function judgeCase(
  { fields }: CsvRecord,
  { cell, header }: { cell: (column: string) => string; header: readonly string[] },
): Result | { readonly mistakes: readonly string[] } {
  if (fields.length !== header.length)
    return { mistakes: [`${fields.length} fields where the header has ${header.length}`] };
  const read = readCase(cell);
  if ('mistakes' in read) return read;
  return resultOf(cell('id'), judgeEligibility(read.facts));
}

function resultOf(id: string, eligibility: Eligibility): Result {
  const { outcome, primary, refusals, warnings, referrals, notices } = eligibility;
  const codes = refusals.length > 0 || warnings.length === 0 ? [primary] : warnings;
  const extra = notices.filter((code) => !USUAL_NOTICES.includes(code));
  return {
    id,
    outcome,
    codes: codes.join(' '),
    referrals: referrals.join(' '),
    extra_notices: extra.join(' '),
    reasons: [...refusals, ...warnings].join(' '),
  };
}
