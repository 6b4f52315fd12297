/** What 90 million lines cost a month while nothing happens. */
import { idleCost } from './idle-lines.ts';
import type { Section } from './section.ts';

const LINES = 90_000_000;

export const idle: Section = {
  name: 'idle',
  measures: 'list price of 90 million idle lines a month, at most one claim a day each',
  async run() {
    const { claims, storage, standingConnections } = idleCost(LINES);
    const unit = '$ a month';
    const against = { unit, floor: standingConnections };
    return [
      { name: 'tables', value: storage, ...against },
      { name: 'a claim a day each, at most', value: claims, unit },
      { name: 'standing MQTT connections, keep-alive only', value: standingConnections, unit },
    ];
  },
};
