import { describe, expect, test } from '@jest/globals';
import { idleCost } from '#bench/idle-lines.ts';
import {
  PRICES,
  PriceList,
  pricePerMillion,
  sumOf,
  unconfirmedShare,
  unitPrice,
  WARINESS,
} from '#bench/price-list.ts';
import { countsOf } from '#bench/wipe-counts.ts';

const nothing = countsOf([]);
const assumptions = { ...PRICES.assumptions, invocationSeconds: 0, logKilobytesPerInvocation: 0 };

describe('a million wipes', () => {
  test('cost what their counts cost, by service', () => {
    const prices = pricePerMillion({ ...nothing, transitions: 6, signatures: 2 });

    expect(prices.get('Step Functions')).toBeCloseTo(6 * 25);
    expect(prices.get('KMS')).toBeCloseTo(2 * 15);
    expect(prices.get('S3')).toBe(0);
    expect(sumOf(prices)).toBeCloseTo(150 + 30 + 1e6 * unitPrice('httpRequest'));
  });

  test('pay invocations by request, and by time and memory', () => {
    const prices = { ...PRICES, assumptions: { ...assumptions, invocationSeconds: 1 } };
    const lambda = pricePerMillion({ ...nothing, invocations: 3 }, { prices }).get('Lambda');

    const seconds = 3e6 * assumptions.functionGigabytes * unitPrice('gigabyteSecond');
    expect(lambda).toBeCloseTo(3 * 0.2 + seconds);
  });

  test('are dearer to the wary, but not where the price is of the region itself', () => {
    expect(unitPrice('writeUnit', { wary: true })).toBeCloseTo(WARINESS * unitPrice('writeUnit'));
    expect(unitPrice('transition', { wary: true })).toBe(unitPrice('transition'));
  });
});

describe('a price', () => {
  test('has a source, or says that it is unconfirmed, and not both', () => {
    const { price, per, of, region } = PRICES.prices.push;
    const bare = { price, per, of, region };
    const listing = (push: object) =>
      PriceList.safeParse({ ...PRICES, prices: { ...PRICES.prices, push } }).success;

    expect(listing(PRICES.prices.push)).toBe(true);
    expect(listing({ ...bare, unconfirmed: true })).toBe(true);
    expect(listing(bare)).toBe(false);
    expect(listing({ ...PRICES.prices.push, unconfirmed: true })).toBe(false);
  });

  test('that is unconfirmed is told as a share of what it is part of', () => {
    const prices = {
      ...PRICES,
      assumptions,
      prices: {
        ...PRICES.prices,
        httpRequest: { price: 1, per: 1, of: '', region: '', unconfirmed: true as const },
      },
    };
    // One request a wipe at a dollar, and three dollars of transitions.
    const counts = { ...nothing, transitions: 3 / unitPrice('transition') };

    expect(unconfirmedShare(counts, { prices })).toBeCloseTo(0.25);
  });
});

test('idle lines cost in proportion, and standing connections far more than a claim a day', () => {
  const claim = { ...nothing, mqttMessages: 6, connectionMinutes: 1, invocations: 1 };
  const one = idleCost(1_000_000, claim);
  const ninety = idleCost(90_000_000, claim);

  expect(ninety.claims).toBeCloseTo(90 * one.claims);
  expect(ninety.storage).toBeCloseTo(90 * one.storage);
  expect(ninety.standingConnections).toBeCloseTo(90 * one.standingConnections);
  expect(ninety.standingConnections).toBeGreaterThan(ninety.storage + ninety.claims);
  expect(ninety.unconfirmed).toBeCloseTo(one.unconfirmed);
  const free = { ...PRICES, assumptions };
  expect(idleCost(1_000_000, { ...nothing, signatures: 1 }, free).unconfirmed).toBeLessThan(1);
});
