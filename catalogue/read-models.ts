/** Reads the file of models, and names each mistake with file and line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CsvFault, parseCsv } from './csv.ts';
import { folded } from './folding.ts';
import { CatalogueError, type Mistake } from './mistakes.ts';
import type { Model } from './model.ts';
import { COLUMNS, modelOf } from './row.ts';

export const MODELS_FILE = fileURLToPath(new URL('./models.csv', import.meta.url));

/** All models of a file. @throws CatalogueError with every mistake in it. */
export function readModels(file: string = MODELS_FILE): Model[] {
  const { models, mistakes } = parseModels(readFileSync(file, 'utf8'));
  if (mistakes.length > 0) throw new CatalogueError(file, mistakes);
  return models;
}

/**
 * Models and mistakes of a text, read line by line: a record that goes on in the next one would be no line of a review.
 * It may have what spreadsheets add, a byte order mark and carriage returns.
 */
export function parseModels(text: string): { models: Model[]; mistakes: Mistake[] } {
  const [header = '', ...rows] = text
    .replace(/^\uFEFF/, '')
    .replace(/[\r\n]+$/, '')
    .split(/\r?\n/);
  const wrong = wrongHeader(fieldsOf(header) ?? []);
  if (wrong.length > 0) return { models: [], mistakes: wrong.map((what) => ({ line: 1, what })) };
  if (rows.length === 0) return { models: [], mistakes: [{ line: 2, what: 'there is no model' }] };
  const models: Model[] = [];
  const mistakes: Mistake[] = [];
  const lines = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const line = index + 2;
    const read = readRow(row);
    if ('mistakes' in read) {
      mistakes.push(...read.mistakes.map((what) => ({ line, what })));
      continue;
    }
    // Codes that people cannot tell apart are one.
    const key = folded(read.model.code);
    const first = lines.get(key);
    if (first === undefined) lines.set(key, line);
    else
      mistakes.push({ line, what: `code: ${read.model.code} is there already, in line ${first}` });
    models.push(read.model);
  }
  return { models, mistakes };
}

/** Undefined where the quotation marks do not add up. */
function fieldsOf(line: string): readonly string[] | undefined {
  try {
    return parseCsv(line)[0]?.fields ?? [];
  } catch (error) {
    if (error instanceof CsvFault) return undefined;
    throw error;
  }
}

function wrongHeader(columns: readonly string[]): string[] {
  const wrong = [
    ...columns.filter((one) => !COLUMNS.includes(one)).map((one) => `has no use for ${one}`),
    ...COLUMNS.filter((one) => !columns.includes(one)).map((one) => `lacks ${one}`),
  ];
  if (wrong.length > 0 || columns.join() === COLUMNS.join()) return wrong;
  return [`has not the columns ${COLUMNS.join(',')} in this order`];
}

function readRow(row: string): ReturnType<typeof modelOf> {
  const fields = fieldsOf(row);
  if (fields === undefined)
    return { mistakes: ['has a quotation mark that is not closed, or not doubled'] };
  if (fields.length === 0) return { mistakes: ['is empty'] };
  if (fields.length !== COLUMNS.length)
    return {
      mistakes: [
        `has ${fields.length} fields, not ${COLUMNS.length}; a text with a comma goes in quotation marks`,
      ],
    };
  return modelOf(Object.fromEntries(COLUMNS.map((column, index) => [column, fields[index] ?? ''])));
}
