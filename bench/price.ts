/** List price of a million wipes, by service, from what one real wipe used and the price list. */
import { measuredWipes, OFFLINE_DAYS } from './measured-wipes.ts';
import { PRICES, pricePerMillion, sumOf, WARINESS } from './price-list.ts';
import type { Row, Section } from './section.ts';
import { split, type WipeCounts } from './wipe-counts.ts';

const MOST = { most: 250 };
const UNIT = '$ a million';

export const price: Section = {
  name: 'price',
  measures: `list price of a million wipes in ${PRICES.region}, from bench/prices.json`,
  async run({ tell }) {
    const unsure = Object.values(PRICES.prices).filter(({ seen }) => seen === 'not found');
    tell(`${unsure.length} of the prices stand without a source that shows them`);
    const { online, offline } = await measuredWipes();
    const { bare, whole } = split(online);
    const away = split(offline);
    return [
      ...rowsOf('a wipe', bare),
      { name: 'a wipe: in all', value: sumOf(pricePerMillion(bare)), unit: UNIT, target: MOST },
      {
        name: `a wipe: in all, prices of other regions taken ${WARINESS} times`,
        value: sumOf(pricePerMillion(bare, { wary: true })),
        unit: UNIT,
      },
      {
        name: 'a wipe with messages: in all',
        value: sumOf(pricePerMillion(whole)),
        unit: UNIT,
        floor: sumOf(pricePerMillion(bare)),
      },
      ...rowsOf(`off for ${OFFLINE_DAYS} days`, away.bare),
      {
        name: `off for ${OFFLINE_DAYS} days: in all`,
        value: sumOf(pricePerMillion(away.bare)),
        unit: UNIT,
        floor: sumOf(pricePerMillion(bare)),
      },
      {
        name: `off for ${OFFLINE_DAYS} days with messages: in all`,
        value: sumOf(pricePerMillion(away.whole)),
        unit: UNIT,
        floor: sumOf(pricePerMillion(whole)),
      },
    ];
  },
};

const rowsOf = (what: string, counts: WipeCounts): Row[] =>
  [...pricePerMillion(counts)]
    .filter(([, value]) => value > 0)
    .map(([service, value]) => ({ name: `${what}: ${service}`, value, unit: UNIT }));
