/** Collects the evidence of a crash drill once it has come to rest. */
import type { Record } from '#demo/subscriber.ts';
import { cloudLog, functionLogs, mailsIn, wipesAmong } from '../seen.ts';
import type { AwsView } from './aws-view.ts';
import { ACCOUNT, PERSON } from './customer.ts';
import type { Evidence } from './evidence.ts';
import type { Site } from './load.ts';

const TABLES = ['LinesTable', 'EnrolmentsTable', 'WipesTable', 'GovernorTable'];

export async function collect(
  site: Site,
  view: AwsView,
  mailOf: ReadonlyMap<string, string>,
): Promise<Evidence> {
  const { system, crews, lives, customers } = site;
  await lives.lookForTheLastTime();
  const tables = await Promise.all(TABLES.map((name) => view.tableSeen(name)));
  const items = tables.find(({ name }) => name === 'WipesTable')?.items ?? [];
  const { wipes, malformedWipes } = wipesAmong(items);
  const records = new Map<string, Record | string>();
  for (const { wipeId } of wipes) records.set(wipeId, await customers.record(wipeId));
  return {
    person: PERSON,
    account: ACCOUNT,
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
    ...(await functionLogs(system.options.folder)),
    outages: system.outages,
    restless: await lives.restless(),
    crashes: crews.reduce((sum, { crashes }) => sum + crashes, 0),
  };
}

/** All of it as JSON, for whoever looks into a failure. */
export function textOf(evidence: Evidence): string {
  const plain = (_: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify(evidence, plain, 1);
}
