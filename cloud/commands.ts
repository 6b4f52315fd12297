/** All commands, and the choice of one by the first word of the command line. */
import type { Command, Terminal } from './command.ts';
import { inbox } from './inbox.ts';
import { logs } from './logs.ts';
import { misused } from './refusal.ts';
import { reset } from './reset.ts';
import { status } from './status.ts';
import { time } from './time.ts';
import { token } from './token.ts';

const COMMANDS: readonly Command[] = [status, logs, inbox, time, token, reset];

export const HELP = `npm run cloud -- COMMAND [options]

Looks into the system that npm start keeps up on this machine, and moves its clock.

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

COMMAND --help tells more. Exits 0 when done, 1 when that could not be, 2 when the command line is wrong.`;

const asksForHelp = (word: string | undefined) => word === '--help' || word === '-h';

/** @throws Refusal */
export async function runCommand(
  [word, ...args]: readonly string[],
  terminal: Terminal,
): Promise<void> {
  if (asksForHelp(word)) return terminal.print(HELP);
  const command = COMMANDS.find(({ name }) => name === word);
  if (command === undefined)
    return misused(word === undefined ? HELP : `there is no command ${word}\n\n${HELP}`);
  if (args.some(asksForHelp)) return terminal.print(command.help);
  await command.run(args, terminal);
}
