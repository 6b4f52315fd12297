/** What any drill can see of a system from outside: the wipes in its table, its logs, the mail that it sent. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type MessageFilter, readMessages } from '#cloud/messages.ts';
import { Wipe } from '#domain/wipe/wipe.ts';
import type { Item, LogLine, MessageSeen } from './crash/evidence.ts';

/** What the repository adds to a wipe for indexes and expiry. */
const ONLY_FOR_INDEXES = ['lineOwner', 'month', 'expiresAt', 'approvalDesk', 'decideBy'];

/** The wipes among the items of their table, and those that are none. */
export function wipesAmong(items: readonly Item[]) {
  const wipes: Wipe[] = [];
  const malformedWipes: Item[] = [];
  for (const item of items) {
    const stored = Object.entries(item).filter(([name]) => !ONLY_FOR_INDEXES.includes(name));
    const wipe = Wipe.safeParse(Object.fromEntries(stored));
    if (wipe.success) wipes.push(wipe.data);
    else malformedWipes.push(item);
  }
  return { wipes, malformedWipes };
}

/** The mail in the inbox, of all or to one address. */
export async function mailsIn(
  inbox: string,
  filter: Pick<MessageFilter, 'to'> = {},
): Promise<MessageSeen[]> {
  const found: MessageSeen[] = [];
  for await (const { at, to, subject, body: text } of readMessages(inbox, {
    ...filter,
    kind: 'mail',
  }))
    found.push({ at, to, text, ...(subject !== undefined && { subject }) });
  return found;
}

const CloudLine = z.looseObject({ part: z.string(), event: z.string() });

/** The cloud's own log. Lines that a kill cut off are left out: nothing was told by them. */
export async function cloudLog(file: string): Promise<LogLine[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line) => parsed(line, CloudLine));
}

/** How Lambda says that a function took longer than it may. */
const TIMED_OUT = '"Sandbox.Timedout"';
const FunctionLine = z.looseObject({ code: z.string() });

/** What the functions logged, of a system with its state in `folder`. */
export async function functionLogs(folder: string) {
  const logs = join(folder, 'lambda', 'logs');
  const files = await readdir(logs);
  const texts = await Promise.all(files.map((file) => readFile(join(logs, file), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n'));
  return {
    functionLog: lines.flatMap((line) =>
      parsed(line, FunctionLine).map(({ code }) => ({ code, line })),
    ),
    timeouts: lines.filter((line) => line.includes(TIMED_OUT)).length,
  };
}

function parsed<Output>(line: string, schema: z.ZodType<Output>): Output[] {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}
