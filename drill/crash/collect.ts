/** Collects the evidence of a crash drill once it has come to rest. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readMessages } from '#cloud/messages.ts';
import type { Record } from '#demo/subscriber.ts';
import { Wipe } from '#domain/wipe/wipe.ts';
import type { AwsView } from './aws-view.ts';
import { PERSON } from './customer.ts';
import type { Evidence, Item, LogLine, MessageSeen } from './evidence.ts';
import type { Site } from './load.ts';

/** What the repository adds to a wipe for indexes and expiry. */
const ONLY_FOR_INDEXES = ['lineOwner', 'month', 'expiresAt'];
const TABLES = ['LinesTable', 'EnrolmentsTable', 'WipesTable', 'GovernorTable'];

export async function collect(
  site: Site,
  view: AwsView,
  mailOf: ReadonlyMap<string, string>,
): Promise<Evidence> {
  const { system, crews, lives, customers } = site;
  await lives.lookForTheLastTime();
  const lines = await functionLines(join(system.options.folder, 'lambda', 'logs'));
  const tables = await Promise.all(TABLES.map((name) => view.tableSeen(name)));
  const items = tables.find(({ name }) => name === 'WipesTable')?.items ?? [];
  const { wipes, malformedWipes } = wipesAmong(items);
  const records = new Map<string, Record | string>();
  for (const { wipeId } of wipes) records.set(wipeId, await customers.record(wipeId));
  return {
    person: PERSON,
    requests: customers.requests,
    cancellations: customers.cancellations,
    wipes,
    malformedWipes,
    records,
    tables,
    executions: await view.executions(),
    messages: await mailsIn(system.at.inbox),
    mailOf,
    lives: lives.all,
    events: crews.flatMap(({ events }) => events),
    deadLetters: await view.deadLetters(),
    log: await cloudLog(system.logFile),
    functionLog: lines.flatMap((line) =>
      parsed(line, FunctionLine).map(({ code }) => ({ code, line })),
    ),
    timeouts: lines.filter((line) => line.includes(TIMED_OUT)).length,
    outages: system.outages,
    restless: await lives.restless(),
    crashes: crews.reduce((sum, { crashes }) => sum + crashes, 0),
  };
}

function wipesAmong(items: readonly Item[]) {
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

/** All of it as JSON, for whoever looks into a failure. */
export function textOf(evidence: Evidence): string {
  const plain = (_: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify(evidence, plain, 1);
}

async function mailsIn(inbox: string): Promise<MessageSeen[]> {
  const found: MessageSeen[] = [];
  for await (const { at, to, subject } of readMessages(inbox, { kind: 'mail' }))
    found.push({ at, to, ...(subject !== undefined && { subject }) });
  return found;
}

const CloudLine = z.looseObject({ part: z.string(), event: z.string() });

/** Lines that a kill cut off are left out: nothing was told by them. */
async function cloudLog(file: string): Promise<LogLine[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line) => parsed(line, CloudLine));
}

/** How Lambda says that a function took longer than it may. */
const TIMED_OUT = '"Sandbox.Timedout"';
const FunctionLine = z.looseObject({ code: z.string() });

async function functionLines(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.flatMap((text) => text.split('\n'));
}

function parsed<Output>(line: string, schema: z.ZodType<Output>): Output[] {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}
