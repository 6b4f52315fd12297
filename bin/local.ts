/** Starts the whole system on this machine and keeps it up until Ctrl-C. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { announce } from '#cloud/running.ts';
import { requireDataFolder } from '#demo/data-folder.ts';
import { readFurtherPeople } from '#demo/further-people.ts';
import { HELP, type LocalOptions, readLocalOptions } from '#demo/local-options.ts';
import { logTo } from '#demo/log-file.ts';
import { namingPort } from '#demo/ports.ts';
import { startSystem } from '#demo/system.ts';
import { Whereabouts, welcome } from '#demo/welcome.ts';

async function run(options: LocalOptions): Promise<void> {
  const { dataDir, ports, json, assemblyDir, context, peopleFile } = options;
  const folder = resolve(dataDir);
  requireDataFolder(folder);
  const people = peopleFile === undefined ? [] : await readFurtherPeople(peopleFile);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = logTo(join(folder, 'cloud.log'));
  const started = performance.now();
  const system = await startSystem({
    dataDir: folder,
    ports,
    log: log.line,
    context,
    people,
    ...(assemblyDir !== undefined && { assemblyDir: resolve(assemblyDir) }),
  }).catch(async (error: unknown) => {
    await log.close();
    throw namingPort(error, ports);
  });
  const seconds = (performance.now() - started) / 1000;
  const at = Whereabouts.parse({ ...system, folder, seconds });
  const recant = announce(at);
  console.log(json ? JSON.stringify(at) : welcome(at, people));

  let stopping: Promise<void> | undefined;
  const stop = () => {
    if (stopping === undefined) {
      recant();
      stopping = system.stop().then(() => log.close());
    }
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
}

try {
  const options = readLocalOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else await run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
