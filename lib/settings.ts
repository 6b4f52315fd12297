/** What a deployment may set, read once from the CDK context (`cdk.json`, or `-c name=value`). */
import type { Node } from 'constructs';
import * as z from 'zod';

/** The CLI hands numbers over as text. */
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const pageAddress = z.url({ protocol: /^https$/ });
const pageOrTelephone = z.union([pageAddress, z.string().regex(/^tel:\+?[0-9-]{3,20}$/)]);

/** The retention periods that CloudWatch Logs has (PutRetentionPolicy), as far as they make sense here. */
const LOG_DAYS = [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557];

const settings = {
  /** Where everything runs. Tables encrypted under an own key want to know it at synthesis. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/)
    .default('ap-northeast-1'),
  /** Days a wipe waits for its handset unless the request says otherwise; an execution lives a year in all. */
  deliveryDeadlineDays: whole(1, 330).default(30),
  /** From signing to `exp` of a command. */
  commandLifeSeconds: whole(60, 900).default(300),
  /** How long to wait for the handset's word once a command may be acting. */
  verdictSeconds: whole(60, 86_400).default(900),
  /** How long a second person has to approve or reject a wipe. */
  approvalSeconds: whole(300, 86_400).default(1800),
  /** Oldest two-factor sign-in that may ask for or cancel a wipe: never above five minutes. */
  stepUpSeconds: whole(30, 300).default(300),
  /** Which of the two pinned keys signs commands; the other one stands by, and signs for nobody. */
  commandKey: z.enum(['first', 'second']).default('first'),
  /** How long sealed records are locked, and wipes kept. */
  retentionYears: whole(1, 99).default(7),
  /** `COMPLIANCE` cannot be lifted by anybody, nor the bucket removed, until the last record's time is over. */
  recordLock: z.enum(['GOVERNANCE', 'COMPLIANCE']).default('GOVERNANCE'),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => LOG_DAYS.includes(days), { error: `one of ${LOG_DAYS.join(', ')}` })
    .default(90),
  functionMemoryMb: whole(128, 10_240).default(512),
  /** Requests a second that each route of the API takes, and how many at once. */
  requestsPerSecond: whole(1, 10_000).default(200),
  requestBurst: whole(1, 5_000).default(400),
  /** Calls of one address in five minutes; the subscribers of a carrier may share a few. */
  requestsPerAddress: whole(100, 2_000_000).default(5_000),
  /** The same for one-time codes, each of which may cost an SMS. */
  codesPerAddress: whole(10, 100_000).default(100),
  /** The governor: wipes that a clerk may ask for in an hour; one more, and the clerk is suspended. */
  clerkWipesPerHour: whole(1, 400).default(20),
  /** How many of them need no second person's agreement. */
  clerkWipesPerHourAlone: whole(0, 400).default(3),
  /** Wipes that a clerk may ask for in an hour, those counted too that were cancelled since. */
  clerkRequestsPerHour: whole(1, 400).default(100),
  /** Numbers that a clerk may look for in an hour. */
  clerkSearchesPerHour: whole(1, 100_000).default(200),
  /** Of a line in the last 24 hours that reached a handset, or still may; for one more, a second person must agree. */
  lineWipesPerDayAlone: whole(1, 100).default(2),
  /** Wipes that the clerks of a shop may ask for in a day, Japan time. */
  shopWipesPerDay: whole(1, 400).default(60),
  /** Wipes that an account may ask for in a day, and one on a business plan in an hour. */
  accountWipesPerDay: whole(1, 100_000).default(5),
  businessWipesPerHour: whole(1, 100_000).default(10),
  /** Wipes that one person of operations may cancel in an hour; more at once takes two, who withdraw. */
  operatorCancelsPerHour: whole(1, 400).default(20),
  /** Wipes that may be let out to their handsets, in all. */
  wipesPer5Minutes: whole(1, 100_000).default(50),
  wipesPerHour: whole(1, 100_000).default(300),
  wipesPerDay: whole(1, 100_000).default(2000),
  /** An Amazon SNS topic of the carrier's, which takes messages to people instead of SES and SMS. */
  messageGateway: z
    .string()
    .regex(/^arn:[^:]+:sns:[^:]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/)
    .optional(),
  /** The KMS key of that topic, where it has one of its own. */
  messageGatewayKey: z
    .string()
    .regex(/^arn:[^:]+:kms:[^:]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/)
    .optional(),
  /** Where a visit to a shop is booked, and where the carrier's own lock service is: the pages lead there. */
  bookingUrl: pageAddress.optional(),
  lockServiceUrl: pageAddress.optional(),
  /** Where the carrier's help desk is reached (RFC 3966 for a telephone): for whoever asked for no wipe and cannot sign in. */
  contactUrl: pageOrTelephone.optional(),
  /** USD that SMS may cost in a month: the quota of the account, which an alarm is set by. Amazon SNS begins with one. */
  smsMonthlySpendUsd: whole(1, 10_000_000).default(1),
  /** Where alarms go; without it they only show. */
  alarmMail: z.email().optional(),
};

const Settings = z.strictObject(settings);
export type Settings = z.output<typeof Settings>;

/** @throws Error naming the setting that is out of bounds. */
export function readSettings(node: Node): Settings {
  const given = Object.keys(settings).map((name) => [name, node.tryGetContext(name)] as const);
  const parsed = Settings.safeParse(
    Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return parsed.data;
  throw new Error(`context: ${z.prettifyError(parsed.error)}`);
}
