/** Keeps the code that Node compiles, for the next start of a program and for those that it starts. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Gone with every `npm ci`. Entries go by the content of files, so none is ever out of date. */
const FOLDER = fileURLToPath(new URL('../node_modules/.cache/compiled/', import.meta.url));

enableCompileCache(FOLDER);
process.env['NODE_COMPILE_CACHE'] = FOLDER;
