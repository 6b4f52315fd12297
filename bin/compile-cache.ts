/** Keeps the code that Node compiles, for the next start of a program and for those that it starts. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from '#demo/cache-folder.ts';

/** Entries go by the content of files, so none is ever out of date. */
const FOLDER = join(CACHE_FOLDER, 'compiled');

enableCompileCache(FOLDER);
process.env['NODE_COMPILE_CACHE'] = FOLDER;
