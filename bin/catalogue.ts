/** Checks the catalogue, or another file of models: each mistake with file and line. */
import { parseArgs } from 'node:util';
import { CatalogueError } from '#catalogue/mistakes.ts';
import { readMakers } from '#catalogue/read-makers.ts';
import { MODELS_FILE, readModels } from '#catalogue/read-models.ts';

const USAGE = `npm run catalogue -- [FILE]

Checks catalogue/models.csv and catalogue/makers.csv, or FILE, a table of models. Names every mistake as FILE:LINE: what is wrong; exits 1 where there is one.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  const [file = MODELS_FILE, ...more] = positionals;
  if (more.length > 0) throw new Error('one file at a time');
  if (values.help) console.log(USAGE);
  else {
    const models = readModels(file);
    if (file === MODELS_FILE) readMakers(models);
    console.log(`${models.length} models, nothing wrong`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof CatalogueError) console.error(`mistakes: ${error.mistakes.length}`);
  process.exitCode = 1;
}
