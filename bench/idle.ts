/** What 90 million lines cost a month while nothing happens. */
import { idleCost } from './idle-lines.ts';
import { measuredWipes } from './measured-wipes.ts';
import type { Section } from './section.ts';
import { split } from './wipe-counts.ts';

const LINES = 90_000_000;

export const idle: Section = {
  name: 'idle',
  measures: 'list price of 90 million idle lines a month, at most one claim a day each',
  async run({ tell }) {
    tell('a claim on a system of its own');
    const claim = split((await measuredWipes()).idleClaim).bare;
    const { claims, storage, standingConnections, unconfirmed } = idleCost(LINES, claim);
    const unit = '$ a month';
    const against = { unit, floor: standingConnections };
    return [
      { name: 'tables', value: storage, ...against },
      { name: 'a claim a day each, at most', value: claims, unit },
      { name: 'both together', value: claims + storage, ...against },
      { name: 'of that, by unconfirmed prices', value: 100 * unconfirmed, unit: '%' },
      { name: 'standing MQTT connections, keep-alive only', value: standingConnections, unit },
    ];
  },
};
