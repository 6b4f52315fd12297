/** Reads the file of other names of makers, and names each mistake with file and line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CsvFault, type CsvRecord, parseCsv } from './csv.ts';
import { folded } from './folding.ts';
import { CatalogueError, type Mistake } from './mistakes.ts';
import type { MakerNames, Model } from './model.ts';

export const MAKERS_FILE = fileURLToPath(new URL('./makers.csv', import.meta.url));
const HEADER = ['maker', 'also'];

/** All other names of a file. @throws CatalogueError with every mistake in it. */
export function readMakers(models: readonly Model[], file: string = MAKERS_FILE): MakerNames {
  const { makers, mistakes } = parseMakers(readFileSync(file, 'utf8'), models);
  if (mistakes.length > 0) throw new CatalogueError(file, mistakes);
  return makers;
}

/** Other names, by the maker as the models have it, and mistakes of a text. */
export function parseMakers(
  text: string,
  models: readonly Pick<Model, 'maker'>[],
): { makers: MakerNames; mistakes: Mistake[] } {
  const table = recordsOf(text);
  if ('line' in table) return { makers: {}, mistakes: [table] };
  const [header, ...records] = table.records;
  if (header?.fields.join() !== HEADER.join())
    return { makers: {}, mistakes: [{ line: 1, what: `has not the columns ${HEADER.join()}` }] };
  const makers: Record<string, string[]> = {};
  const mistakes: Mistake[] = [];
  const known = new Set(models.map(({ maker }) => maker));
  for (const { line, fields } of records) {
    const [maker = '', also = ''] = fields;
    const names = makers[maker] ?? [];
    const told = names.some((name) => folded(name) === folded(also));
    const add = (what: string) => mistakes.push({ line, what });
    if (fields.length !== HEADER.length) add(`has ${fields.length} fields, not ${HEADER.length}`);
    else if (!known.has(maker)) add(`maker: no model is of ${JSON.stringify(maker)}`);
    else if (folded(also) === '') add('also: is empty');
    else if (told) add(`also: ${also} is there already`);
    else makers[maker] = [...names, also];
  }
  return { makers, mistakes };
}

function recordsOf(text: string): { readonly records: readonly CsvRecord[] } | Mistake {
  try {
    return { records: parseCsv(text) };
  } catch (error) {
    if (error instanceof CsvFault) return { line: error.line, what: error.message };
    throw error;
  }
}
