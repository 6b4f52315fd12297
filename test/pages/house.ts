/** A whole system and a browser beside it, for one test file. Whoever leaves it has let the browser complain of nothing. */
import { expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Person } from '#local/issuer/settings.ts';
import type { SignInWay } from '#local/issuer/ways.ts';
import { Stage } from '../journeys/stage.ts';
import { openBrowser, SCRIPTS_ON_ONE_THREAD, WITHOUT_FONTS } from './browser.ts';
import { type Looks, type Site, Visitor } from './visitor.ts';

export interface House {
  readonly stage: Stage;
  readonly visitor: (looks?: Partial<Looks>) => Promise<Visitor>;
  /** Somebody who has come to a page and signed in there. */
  readonly signedIn: (person: string, path: string, way?: SignInWay) => Promise<Visitor>;
  /** Somebody who comes to the console. */
  readonly operations: (looks?: Partial<Looks>) => Promise<Visitor>;
  /** Somebody of operations, or an approver, signed in at the console. */
  readonly operator: (person: string, path: string, looks?: Partial<Looks>) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

export interface HouseChoice {
  /** What `cdk synth -c` would give. */
  readonly context?: Readonly<Record<string, string>>;
  /** Who can sign in beside the sample people. */
  readonly people?: readonly Person[];
  /** An assembly to run in place of the app's own. */
  readonly assemblyDir?: string;
  /** Whether pages are looked at, and not only read. */
  readonly fonts?: boolean;
}

export async function openHouse({ fonts = false, ...choice }: HouseChoice = {}): Promise<House> {
  const stage = await Stage.set(choice);
  const switches = [SCRIPTS_ON_ONE_THREAD, ...(fonts ? [] : [WITHOUT_FONTS])];
  const browser: Browser = await openBrowser(...switches).catch(async (error: unknown) => {
    await stage.strike();
    throw error;
  });
  const visitors: Visitor[] = [];
  const { api, console: operations, issuer } = stage.system;
  const comeTo = async (site: Site, looks?: Partial<Looks>) => {
    const newcomer = await Visitor.come(browser, site, looks);
    visitors.push(newcomer);
    return newcomer;
  };
  const visitor: House['visitor'] = (looks) =>
    comeTo({ origin: api, issuer, kind: 'portal' }, looks);
  const toConsole: House['operations'] = (looks) =>
    comeTo({ origin: operations, issuer, kind: 'console' }, looks);
  return {
    stage,
    visitor,
    operations: toConsole,
    async signedIn(person, path, way = 'second-factor') {
      const newcomer = await visitor();
      await newcomer.open(path);
      await newcomer.signIn(person, way);
      return newcomer;
    },
    async operator(person, path, looks) {
      const newcomer = await toConsole(looks);
      await newcomer.open(path);
      await newcomer.signIn(person, 'second-factor');
      return newcomer;
    },
    async close() {
      try {
        await browser.close();
      } finally {
        await stage.strike();
      }
      const foreign = visitors.flatMap(({ origins, site }) =>
        [...origins].filter((origin) => origin !== site.origin && origin !== site.issuer),
      );
      expect(foreign).toEqual([]);
      expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
    },
  };
}
