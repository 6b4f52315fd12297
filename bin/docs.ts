/** Writes the OpenAPI and AsyncAPI documents into `docs/`, and the tables of properties into `local/SUPPORT.md`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '#functions/http/problem.ts';
import { asyncApiDocument } from '#lib/asyncapi.ts';
import { openApiDocument } from '#lib/openapi.ts';
import { hostedTypes } from '#local/hosted-types.ts';
import { withTables } from '#local/support-tables.ts';

const documents = { openapi: openApiDocument(PROBLEMS), asyncapi: asyncApiDocument() };
const files = Object.entries(documents).map(([name, document]) => {
  const file = fileURLToPath(new URL(`../docs/${name}.json`, import.meta.url));
  writeFileSync(file, JSON.stringify(document));
  return file;
});
execFileSync('biome', ['format', '--write', ...files], { stdio: 'inherit' });

const support = fileURLToPath(new URL('../local/SUPPORT.md', import.meta.url));
writeFileSync(support, withTables(readFileSync(support, 'utf8'), await hostedTypes()));
