/** What lines cost while nothing happens: claims and tables, against connections that stand. */
import {
  PRICES,
  type PriceList,
  pricePerMillion,
  sumOf,
  unconfirmedShare,
  unitPrice,
} from './price-list.ts';
import type { WipeCounts } from './wipe-counts.ts';

const DAYS = 365 / 12;
const MINUTES = DAYS * 24 * 60;

interface IdleCost {
  /** US dollars a month. */
  readonly claims: number;
  readonly storage: number;
  readonly standingConnections: number;
  /** Of claims and storage together, what rests on unconfirmed prices: 0 to 1. */
  readonly unconfirmed: number;
}

/** `claim` is what one takes that is answered "nothing". */
export function idleCost(lines: number, claim: WipeCounts, prices: PriceList = PRICES): IdleCost {
  const { assumptions } = prices;
  const { tableGigabyteMonth } = prices.prices;
  const each = sumOf(pricePerMillion(claim, { prices, httpRequests: 0 })) / 1e6;
  const gigabytes = (lines * assumptions.enrolmentAndLineKilobytes) / 1e6;
  const claims = lines * DAYS * assumptions.claimsPerIdleDay * each;
  const storage = gigabytes * unitPrice('tableGigabyteMonth', { prices });
  const unconfirmed =
    claims * unconfirmedShare(claim, { prices, httpRequests: 0 }) +
    ('unconfirmed' in tableGigabyteMonth ? storage : 0);
  return {
    claims,
    storage,
    standingConnections: lines * MINUTES * unitPrice('connectionMinute', { prices }),
    unconfirmed: unconfirmed / (claims + storage),
  };
}
