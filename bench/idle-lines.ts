/** What lines cost while nothing happens: claims and tables, against connections that stand. */
import { PRICES, type PriceList, unitPrice } from './price-list.ts';

const DAYS = 365 / 12;
const MINUTES = DAYS * 24 * 60;

export interface IdleCost {
  /** US dollars a month. */
  readonly claims: number;
  readonly storage: number;
  readonly standingConnections: number;
}

/** What one claim that is answered "nothing" takes: `docs/protocol.md`, and the functions behind it. */
const CLAIM = {
  // CONNECT, SUBSCRIBE, the claim, its answer in and out, and the handset's acknowledgement.
  mqttMessage: 6,
  connectionMinute: 1,
  rule: 1,
  ruleAction: 1,
  invocation: 1,
  // The enrolment, and the query for its latest wipe that finds none.
  readUnit: 2,
  // "Last seen": the item alone, no index has it.
  writeUnit: 1,
} as const;

export function idleCost(lines: number, prices: PriceList = PRICES): IdleCost {
  const { assumptions } = prices;
  const { invocationSeconds, functionGigabytes, logKilobytesPerInvocation } = assumptions;
  const each = (name: Parameters<typeof unitPrice>[0]) => unitPrice(name, { prices });
  const names = Object.keys(CLAIM) as (keyof typeof CLAIM)[];
  const claim =
    names.reduce((sum, name) => sum + CLAIM[name] * each(name), 0) +
    invocationSeconds * functionGigabytes * each('gigabyteSecond') +
    (logKilobytesPerInvocation / 1e6) * each('logGigabyte');
  const gigabytes = (lines * assumptions.enrolmentAndLineKilobytes) / 1e6;
  return {
    claims: lines * DAYS * assumptions.claimsPerIdleDay * claim,
    storage: gigabytes * each('tableGigabyteMonth'),
    standingConnections: lines * MINUTES * each('connectionMinute'),
  };
}
