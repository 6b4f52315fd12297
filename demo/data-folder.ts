/** What a local system keeps in its folder, by which the folder is told from one that holds other things. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ORIGIN_SECRET_FILE } from './origin-secret.ts';
import { PLATFORM_KEY_FILE } from './platform-key.ts';

/** All that a system makes there, whether the local cloud does or the programs around it. */
const OWN_NAMES = new Set([
  ...[
    PLATFORM_KEY_FILE,
    ORIGIN_SECRET_FILE,
    'cloud.log',
    'running.json',
    'lock',
    'clock.json',
    'assembly',
  ],
  ...['cloudformation', 'dynamodb', 'inbox', 'iot', 'issuer', 'kms', 'lambda', 's3', 'scheduler'],
  ...['secrets', 'sns', 'sqs', 'step-functions'],
]);

/** What a process that was killed leaves beside a file: a draft of it, or a lock that it took or took over. */
const LEFT_BEHIND = /\.(new|stale|[0-9]+)$/;

/** Names in the folder, sorted: those that a system makes, and all others. A folder that is missing has none. */
export function namesIn(folder: string): { own: string[]; foreign: string[] } {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const isOwn = (name: string) => OWN_NAMES.has(name.replace(LEFT_BEHIND, ''));
  return { own: names.filter(isOwn), foreign: names.filter((name) => !isOwn(name)) };
}

/** Whether a system ran on the folder. */
export const isDataFolder = (folder: string) => existsSync(join(folder, PLATFORM_KEY_FILE));

/** Names for a person: all of a few, the first of many. */
export function listed(names: readonly string[]): string {
  const few = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${few} and ${names.length - 5} more` : few;
}

/** @throws Error with one line for the person where the folder holds other things and no system ran on it. */
export function requireDataFolder(folder: string): void {
  const { foreign } = namesIn(folder);
  if (foreign.length > 0 && !isDataFolder(folder))
    throw new Error(
      `${folder} is no folder of npm start, and holds ${listed(foreign)}; --data takes a new or an empty one`,
    );
}
