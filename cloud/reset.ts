/** `reset`: deletes what a system that does not run has kept, so that the next start is the first. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDataFolder, listed, namesIn } from '#demo/data-folder.ts';
import { PLATFORM_KEY_FILE } from '#demo/platform-key.ts';
import { lockFolder, lockOwner } from '#local/lock.ts';
import { DATA, DATA_HELP, folderOf, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { Refusal } from './refusal.ts';

export const reset: Command = {
  name: 'reset',
  summary: 'delete the state of a system that does not run',
  help: `npm run cloud -- reset [options]

Deletes all state of the local cloud: tables, executions, messages, keys, certificates, clock. Asks first. Handsets keep
their own folders, with enrolments that the next start does not know. Where anything else is in the folder, nothing goes.

${DATA_HELP}
  --yes              do not ask`,

  async run(args, { ask, print }) {
    const options = { ...DATA, yes: { type: 'boolean', short: 'y', default: false } } as const;
    const { values } = readArguments(args, options);
    const folder = folderOf(values);
    const { own, foreign } = namesIn(folder);
    if (own.length + foreign.length === 0) return print(`there is nothing in ${folder}`);
    refuseRunning(folder);
    if (!isDataFolder(folder))
      throw new Refusal(`${folder} is no folder of npm start, and stays as it is`);
    if (foreign.length > 0)
      throw new Refusal(`${folder} also holds ${listed(foreign)}; nothing was deleted`);
    if (!values.yes) {
      const answer = await ask(`Delete all state in ${folder}? [y/N] `);
      if (answer === undefined) throw new Refusal('nobody can be asked here; --yes deletes');
      if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal('nothing was deleted');
    }
    clear(folder);
    print(`deleted all in ${folder}`);
  },
};

function refuseRunning(folder: string): void {
  const owner = lockOwner(folder);
  if (owner !== undefined)
    throw new Refusal(`process ${owner.pid} runs on ${folder}; stop it first`);
}

/** Under the lock, so that no system starts on what is half gone; last, what shows whose folder it is. */
function clear(folder: string): void {
  const unlock = lockFolder(folder);
  try {
    const kept = ['lock', PLATFORM_KEY_FILE];
    const first = namesIn(folder).own.filter((name) => !kept.includes(name));
    // By then another process that asked for the lock may have taken its draft of it away.
    for (const name of [...first, PLATFORM_KEY_FILE])
      rmSync(join(folder, name), { recursive: true, force: true });
  } finally {
    unlock();
  }
}
