/** Where the project keeps what makes the next start faster. */
import { fileURLToPath } from 'node:url';

/** Gone with every `npm ci`. `REMOTE_WIPE_CACHE` names another folder, for whoever measures a first start. */
export const CACHE_FOLDER =
  process.env['REMOTE_WIPE_CACHE'] ??
  fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
