/** What one real wipe calls, reads, writes and sends, from its request to its settlement. */
import { measuredWipes, OFFLINE_DAYS } from './measured-wipes.ts';
import type { Row, Section, Target } from './section.ts';
import { split, type WipeCounts } from './wipe-counts.ts';

const UNITS: Readonly<Record<keyof WipeCounts, string>> = {
  invocations: 'Lambda calls',
  transitions: 'state transitions',
  writes: 'writes',
  writeUnits: 'write units',
  reads: 'reads',
  readUnits: 'read units',
  mqttMessages: 'MQTT messages',
  connectionMinutes: 'minutes connected',
  rules: 'rules',
  ruleActions: 'rule actions',
  signatures: 'signatures',
  macs: 'authentication codes',
  objectPuts: 'objects put',
  topicPublishes: 'publishes',
  mails: 'mails',
  pushes: 'pushes',
  sms: 'SMS',
};

/** What a wipe may take, without messages, polling, approval and enrolment. */
export const TARGETS: Readonly<Partial<Record<keyof WipeCounts, Target>>> = {
  invocations: { most: 10 },
  transitions: { most: 9 },
  writes: { most: 14 },
};

export const calls: Section = {
  name: 'calls',
  measures: 'what one real wipe calls, reads, writes and sends, request to settlement',
  async run({ tell }) {
    tell('wiping on a system of its own, once with the handset off for 30 days');
    const { online, offline } = await measuredWipes();
    const { bare, whole } = split(online);
    const away = split(offline);
    return [
      ...rowsOf('a wipe', bare, TARGETS),
      ...rowsOf('a wipe with messages', whole),
      ...rowsOf(`off for ${OFFLINE_DAYS} days, with messages`, away.whole),
      {
        name: `transitions that ${OFFLINE_DAYS} days off add`,
        value: away.bare.transitions - bare.transitions,
        unit: 'state transitions',
        target: { most: 0 },
      },
    ];
  },
};

function rowsOf(
  what: string,
  counts: WipeCounts,
  targets: Readonly<Partial<Record<keyof WipeCounts, Target>>> = {},
): Row[] {
  const names = Object.keys(UNITS) as (keyof WipeCounts)[];
  return names.map((name) => {
    const target = targets[name];
    const row = { name: `${what}: ${UNITS[name]}`, value: counts[name], unit: '' };
    return target ? { ...row, target } : row;
  });
}
