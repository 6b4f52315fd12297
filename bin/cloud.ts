/** Small commands beside `npm start`: status, logs, inbox, time, token, reset. */
import { createInterface } from 'node:readline/promises';
import { runCommand } from '#cloud/commands.ts';
import { Refusal } from '#cloud/refusal.ts';

const ctrlC = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ctrlC.abort());

async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const input = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await input.question(question, { signal: ctrlC.signal });
  } finally {
    input.close();
  }
}

// Whoever reads the output may have had enough of it, as `head` has.
process.stdout.on('error', () => process.exit());

try {
  const terminal = { print: console.log, ask, interruption: ctrlC.signal };
  await runCommand(process.argv.slice(2), terminal);
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = error instanceof Refusal ? error.exitCode : 1;
}
