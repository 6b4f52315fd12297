/** The price list and the assumptions, and what counts cost by them. */
import * as z from 'zod';
import list from './prices.json' with { type: 'json' };
import type { WipeCounts } from './wipe-counts.ts';

const priced = {
  price: z.number(),
  per: z.number(),
  of: z.string(),
  /** For which region it is. */
  region: z.string(),
};
const Price = z.union([
  z.strictObject({ ...priced, source: z.url(), dated: z.string(), seen: z.iso.date() }),
  // As it is remembered: no source was found that shows it.
  z.strictObject({ ...priced, unconfirmed: z.literal(true) }),
]);
const named = (name: string) => z.literal(name);
export const PriceList = z.strictObject({
  currency: named('USD'),
  region: z.string(),
  note: z.string(),
  prices: z.strictObject({
    transition: Price,
    invocation: Price,
    gigabyteSecond: Price,
    httpRequest: Price,
    writeUnit: Price,
    readUnit: Price,
    tableGigabyteMonth: Price,
    mqttMessage: Price,
    connectionMinute: Price,
    rule: Price,
    ruleAction: Price,
    signature: Price,
    mac: Price,
    objectPut: Price,
    topicPublish: Price,
    push: Price,
    mail: Price,
    sms: Price,
    logGigabyte: Price,
  }),
  assumptions: z.strictObject({
    /** Billed time of an invocation, cold starts spread over all. */
    invocationSeconds: z.number(),
    functionGigabytes: z.number(),
    /** What Lambda and the function write on the log. */
    logKilobytesPerInvocation: z.number(),
    /** What an enrolled line keeps in tables and indexes. */
    enrolmentAndLineKilobytes: z.number(),
    claimsPerIdleDay: z.number(),
  }),
});
export type PriceList = z.infer<typeof PriceList>;
type PriceName = keyof PriceList['prices'];

export const PRICES = PriceList.parse(list);

/** How much dearer the service's region is taken to be, where its own price was not to be found. */
export const WARINESS = 1.2;

/** US dollars a unit; `wary` raises what is not the service's region's own price. */
export function unitPrice(name: PriceName, { wary = false, prices = PRICES } = {}): number {
  const { price, per, region } = prices.prices[name];
  return (price / per) * (wary && region !== prices.region ? WARINESS : 1);
}

export type Service =
  | 'Step Functions'
  | 'Lambda'
  | 'API Gateway'
  | 'DynamoDB'
  | 'IoT Core'
  | 'KMS'
  | 'S3'
  | 'SNS'
  | 'SES'
  | 'SMS'
  | 'CloudWatch Logs';

type Amounts = readonly (readonly [PriceName, number])[];

/** What is billed, by service. */
function billed(
  counts: WipeCounts,
  { prices: { assumptions } = PRICES, httpRequests = 1 }: Reckoning,
): Readonly<Record<Service, Amounts>> {
  const { invocations } = counts;
  const seconds = invocations * assumptions.invocationSeconds * assumptions.functionGigabytes;
  const logs = (invocations * assumptions.logKilobytesPerInvocation) / 1e6;
  return {
    'Step Functions': [['transition', counts.transitions]],
    Lambda: [
      ['invocation', invocations],
      ['gigabyteSecond', seconds],
    ],
    'API Gateway': [['httpRequest', httpRequests]],
    DynamoDB: [
      ['writeUnit', counts.writeUnits],
      ['readUnit', counts.readUnits],
    ],
    'IoT Core': [
      ['mqttMessage', counts.mqttMessages],
      ['connectionMinute', counts.connectionMinutes],
      ['rule', counts.rules],
      ['ruleAction', counts.ruleActions],
    ],
    KMS: [
      ['signature', counts.signatures],
      ['mac', counts.macs],
    ],
    S3: [['objectPut', counts.objectPuts]],
    SNS: [
      ['topicPublish', counts.topicPublishes],
      ['push', counts.pushes],
    ],
    SES: [['mail', counts.mails]],
    SMS: [['sms', counts.sms]],
    'CloudWatch Logs': [['logGigabyte', logs]],
  };
}

interface Reckoning {
  readonly wary?: boolean;
  readonly prices?: PriceList;
  /** A wipe is asked for by one. */
  readonly httpRequests?: number;
}

/** US dollars that a million such wipes, or claims, cost, by service. */
export function pricePerMillion(
  counts: WipeCounts,
  options: Reckoning = {},
): ReadonlyMap<Service, number> {
  const services = Object.entries(billed(counts, options)) as [Service, Amounts][];
  return new Map(services.map(([service, amounts]) => [service, 1e6 * cost(amounts, options)]));
}

/** The share of their price that rests on unconfirmed prices, 0 to 1. */
export function unconfirmedShare(counts: WipeCounts, options: Reckoning = {}): number {
  const { prices = PRICES } = options;
  const all = Object.values(billed(counts, options)).flat();
  const unconfirmed = all.filter(([name]) => 'unconfirmed' in prices.prices[name]);
  return cost(unconfirmed, options) / cost(all, options);
}

const cost = (amounts: Amounts, options: Reckoning) =>
  amounts.reduce((sum, [name, amount]) => sum + amount * unitPrice(name, options), 0);

export const sumOf = (prices: ReadonlyMap<string, number>) =>
  [...prices.values()].reduce((sum, price) => sum + price, 0);
