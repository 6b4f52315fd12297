/** List price of a million wipes, by service, from what one real wipe used and the price list. */
import { measuredWipes, OFFLINE_DAYS } from './measured-wipes.ts';
import { PRICES, pricePerMillion, sumOf, unconfirmedShare, WARINESS } from './price-list.ts';
import type { Row, Section } from './section.ts';
import { split, type WipeCounts } from './wipe-counts.ts';

const MOST = { most: 250 };
const UNIT = '$ a million';

export const price: Section = {
  name: 'price',
  measures: `list price of a million wipes in ${PRICES.region}, from bench/prices.json`,
  async run() {
    const { online, offline } = await measuredWipes();
    const { bare, whole } = split(online);
    const away = split(offline);
    const wary = sumOf(pricePerMillion(bare, { wary: true }));
    return [
      ...rowsOf('a wipe', bare),
      ...inAll('a wipe', bare, { target: MOST }),
      {
        name: `a wipe: in all, prices of other regions taken ${WARINESS} times`,
        value: wary,
        unit: UNIT,
      },
      ...inAll('a wipe with messages', whole, { floor: sumOf(pricePerMillion(bare)) }),
      ...rowsOf(`off for ${OFFLINE_DAYS} days`, away.bare),
      ...inAll(`off for ${OFFLINE_DAYS} days`, away.bare, { floor: sumOf(pricePerMillion(bare)) }),
      ...inAll(`off for ${OFFLINE_DAYS} days with messages`, away.whole, {
        floor: sumOf(pricePerMillion(whole)),
      }),
    ];
  },
};

/** The sum, and how much of it rests on prices that no source shows. */
const inAll = (what: string, counts: WipeCounts, against: Pick<Row, 'floor' | 'target'>): Row[] => [
  { name: `${what}: in all`, value: sumOf(pricePerMillion(counts)), unit: UNIT, ...against },
  {
    name: `${what}: of that, by unconfirmed prices`,
    value: 100 * unconfirmedShare(counts),
    unit: '%',
  },
];

const rowsOf = (what: string, counts: WipeCounts): Row[] =>
  [...pricePerMillion(counts)]
    .filter(([, value]) => value > 0)
    .map(([service, value]) => ({ name: `${what}: ${service}`, value, unit: UNIT }));
