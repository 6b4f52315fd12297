/** Counts of what one wipe used, under the names by which they are priced and held to targets. */
import { partOf, total, type UsageLine } from './usage.ts';

export interface WipeCounts {
  readonly invocations: number;
  readonly transitions: number;
  /** Calls that write, and the request units they take with their indexes. */
  readonly writes: number;
  readonly writeUnits: number;
  readonly reads: number;
  readonly readUnits: number;
  /** Messages of 5 KB, from devices, to them, and published for them. */
  readonly mqttMessages: number;
  readonly connectionMinutes: number;
  readonly rules: number;
  readonly ruleActions: number;
  readonly signatures: number;
  /** Message authentication codes, of the links in messages. */
  readonly macs: number;
  readonly objectPuts: number;
  readonly topicPublishes: number;
  readonly mails: number;
  readonly pushes: number;
  readonly sms: number;
}

const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];
const READS = ['GetItem', 'Query'];

/** Counts lines of usage as they are; whose they are has been decided before. */
export function countsOf(lines: readonly UsageLine[]): WipeCounts {
  const of = (service: string, ...meters: string[]) => total(lines, service, meters);
  const pushes = of('sns', 'MobilePush');
  const sms = of('sns', 'SmsMessage');
  return {
    invocations: of('lambda', 'Invocation'),
    transitions: of('states', 'StateTransition'),
    writes: of('dynamodb', ...WRITES),
    writeUnits: of('dynamodb', 'WriteRequestUnit'),
    reads: of('dynamodb', ...READS),
    readUnits: of('dynamodb', 'ReadRequestUnit'),
    mqttMessages: of('iot', 'Message'),
    connectionMinutes: of('iot', 'ConnectionMinute'),
    rules: of('iot', 'RuleTriggered'),
    ruleActions: of('iot', 'ActionExecuted'),
    signatures: of('kms', 'Sign'),
    macs: of('kms', 'GenerateMac'),
    objectPuts: of('s3', 'PutObject'),
    // Each push and each SMS is a Publish of its own, priced by itself.
    topicPublishes: of('sns', 'Publish') - pushes - sms,
    mails: of('ses', 'SendEmail'),
    pushes,
    sms,
  };
}

/** Waking the handset by push and SMS, and telling people, are messages; the rest is the wipe. */
const isMessage = (line: UsageLine) =>
  partOf(line) === 'messages' || ['MobilePush', 'SmsMessage'].includes(line.meter);

/** What a wipe takes without messages, and with them. */
export function split(lines: readonly UsageLine[]): { bare: WipeCounts; whole: WipeCounts } {
  const own = lines.filter((line) => partOf(line) !== 'aside');
  const whole = countsOf(own);
  const bare = countsOf(own.filter((line) => !isMessage(line)));
  // A Publish says not what it publishes; those of pushes and SMS went with them.
  return { whole, bare: { ...bare, topicPublishes: whole.topicPublishes } };
}
