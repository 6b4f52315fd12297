/** Starts simulated handsets: settings from the command line, events to standard output, control from standard input. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Fault } from '#domain/fault.ts';
import { PrivateJwk } from '#domain/protocol/signature.ts';
import { networkClock } from '#handset/clock.ts';
import { HELP, readCommandLine, type Settings } from '#handset/command-line.ts';
import { applyControl, parseControl } from '#handset/control.ts';
import { describeEvent, type HandsetEvent } from '#handset/events.ts';
import { createFleet } from '#handset/fleet.ts';
import { openInboxFeed } from '#handset/inbox-feed.ts';

const USAGE_ERROR = 2;

function complain(error: unknown): void {
  const known = error instanceof Fault;
  console.error(
    known ? `handset: ${error.message}` : 'handset: something unexpected',
    known ? '' : error,
  );
}

async function run(settings: Settings): Promise<void> {
  const keyFile = settings['platform-key'];
  const inbox = openInboxFeed(settings.inbox);
  const print = settings.json ? JSON.stringify : describeEvent;
  const fleet = createFleet(
    {
      dir: settings.dir,
      number: settings.number,
      model: settings.model,
      sim: settings.sim,
      preset: settings.preset,
      software: settings.software,
      app: settings.app,
      api: settings.api,
      inbox,
      clock: networkClock(settings.clock),
      faults: settings.fault,
      asleep: settings.asleep,
      enrolAgain: !settings['no-enrol-again'],
      push: !settings['no-push'],
      sdCard: !settings['no-card'],
      times: { linger: settings.linger * 1000 },
      tell: (event: HandsetEvent) => console.log(print(event)),
      ...(keyFile && {
        platformKey: PrivateJwk.parse(JSON.parse(await readFile(keyFile, 'utf8'))),
      }),
    },
    { count: settings.count },
  );
  const lines = createInterface({ input: process.stdin });

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= applyControl(fleet, { do: 'stop' }).then(() => {
      lines.close();
      process.stdin.destroy();
      inbox.close();
    });
    return stopping;
  };
  const obey = async (line: string) => {
    const control = parseControl(line);
    await (control.do === 'stop' ? stop() : applyControl(fleet, control));
  };
  lines.on('line', (line) => {
    if (line.trim() !== '') obey(line).catch(complain);
  });
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());

  for (const handset of fleet) if (stopping === undefined) await handset.on();
}

try {
  const settings = readCommandLine(process.argv.slice(2));
  if (settings === 'help') console.log(HELP);
  else await run(settings);
} catch (error) {
  complain(error);
  process.exit(error instanceof Fault && error.code === 'usage' ? USAGE_ERROR : 1);
}
