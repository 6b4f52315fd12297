/** A whole system and a browser beside it, for one test file. Whoever leaves it has let the browser complain of nothing. */
import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Stage } from '../journeys/stage.ts';
import { openBrowser } from './browser.ts';
import { type Looks, Visitor } from './visitor.ts';

export interface House {
  readonly stage: Stage;
  readonly visitor: (looks?: Partial<Looks>) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

/** `context` is what `cdk synth -c` would give. */
export async function openHouse(context?: Readonly<Record<string, string>>): Promise<House> {
  const stage = await Stage.set(context && { context });
  const browser: Browser = await openBrowser().catch(async (error: unknown) => {
    await stage.strike();
    throw error;
  });
  const visitors: Visitor[] = [];
  return {
    stage,
    async visitor(looks) {
      const visitor = await Visitor.come(browser, stage.system, looks);
      visitors.push(visitor);
      return visitor;
    },
    async close() {
      await browser.close();
      await stage.strike();
      const { api, issuer } = stage.system;
      const foreign = visitors.flatMap(({ origins }) =>
        [...origins].filter((origin) => origin !== api && origin !== issuer),
      );
      expect(foreign).toEqual([]);
      expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
    },
  };
}
