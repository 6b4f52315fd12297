/** Comma-separated values as RFC 4180 has them; lines may also end in LF alone. */

export interface CsvRecord {
  /** Line of the file in which it begins, 1, 2, … */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The text is not CSV from this line on. */
export class CsvFault extends Error {
  readonly line: number;

  constructor(line: number) {
    super('not CSV: a quote inside a field that is not quoted, or one that is never closed');
    this.name = 'CsvFault';
    this.line = line;
  }
}

/** A field, quoted or not, and what ends it: a comma, the end of the line, or the end of the text. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

/** The records, empty lines left out. A byte order mark does not count. @throws CsvFault */
export function parseCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let line = 1;
  let next = 1;
  FIELD.lastIndex = text.startsWith('\u{feff}') ? 1 : 0;
  for (;;) {
    const match = FIELD.exec(text);
    if (match === null) throw new CsvFault(next);
    const [whole, quoted, plain = '', end] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    next += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ',') continue;
    const isEmpty = fields.length === 1 && plain === '' && quoted === undefined;
    if (!isEmpty) records.push({ line, fields });
    if (end === '') return records;
    fields = [];
    line = next;
  }
}

/** One record as a line, without the end of it. */
export function csvLine(fields: readonly string[]): string {
  return fields
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
