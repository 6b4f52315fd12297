/** The wait for the handset's word, which begins once a command may be acting and nothing more will be sent. */
import type { IssuedCommand } from './wipe.ts';

/** When a wait that begins now is over: never before the last command has expired. Epoch milliseconds. */
export function verdictEnd(
  commands: readonly IssuedCommand[],
  { now, verdictTime }: { now: number; verdictTime: number },
): number {
  return Math.max(now + verdictTime, commands.at(-1)?.expiresAt ?? now);
}
