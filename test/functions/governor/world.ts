/** Many wipes under one governor: real tables, each wipe with a line and a handset of its own, one clock for all. */
import { digest } from '#domain/audit/digest.ts';
import { cancel } from '#domain/wipe/cancel.ts';
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { type Wipe, wipeIdOf } from '#domain/wipe/wipe.ts';
import { dispatch } from '#functions/dispatch.ts';
import type { Announcement } from '#functions/messages/announcement.ts';
import { reconcile } from '#functions/reconcile.ts';
import { requestShopWipe } from '#functions/request-shop-wipe.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import { tellAccountHolder } from '#functions/tell-account-holder.ts';
import {
  ACCOUNT,
  aLine,
  anEnrolment,
  aWipe,
  NOW,
  PERSON,
  VERDICT_TIME,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { type Answer, call, staff } from '../api-call.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { crashAfter } from '../crash.ts';
import { LIMITS, type Limits, startTables } from '../tables.ts';

export const enrolmentOf = (n: number) => digest(`handset ${n}`);
const lineOf = (n: number) => `line-${n}`;
const targetOf = (n: number) => ({ enrolmentId: enrolmentOf(n), lastFour: '5678', consents: [] });

/** Who asks at the counter, and what they record of the visit. */
export const CLERK = 'clerk-1';
export const SHOP = 'shop-1';
const VISIT = { documents: ['driving-licence'], reservation: true, customerPresent: true };

/** After how many of its steps a call dies; never, unless it is said. */
type Death = number | undefined;

export async function governorWorld(limits: Partial<Limits> = {}) {
  const tables = { ...(await startTables()), ...LIMITS, ...limits };
  const callbacks = recordedCallbacks();
  const woken: string[] = [];
  const clock = { now: NOW };
  const announced: Announcement[] = [];

  const tools = {
    ...tables,
    callbacks,
    executions: { start: async () => {} },
    channels: {
      topics: { notice: async (enrolmentId: string) => void woken.push(enrolmentId) },
      push: { wake: async () => {} },
      sms: { send: async () => {} },
    },
    announcements: { publish: async (each: Announcement) => void announced.push(each) },
    now: () => clock.now,
    verdictTime: VERDICT_TIME,
    stepUpAge: 300 * SECOND,
    deliveryDeadline: 30 * DAY,
    retention: 1000 * DAY,
  };
  const mortal = (death: Death) =>
    death === undefined ? tools : crashAfter(tools, death).dependencies;
  const keyOf = (n: number, attempt = 1) => ({ enrolmentId: enrolmentOf(n), attempt });

  return {
    tables,
    clock,
    callbacks,
    woken,
    announced,

    /** A line of the account with a handset on it. */
    async line(n: number, overrides: Parameters<typeof aLine>[0] = {}): Promise<void> {
      const enrolmentId = enrolmentOf(n);
      const entry = { enrolmentId, handsetId: enrolmentId, account: ACCOUNT, since: NOW - DAY };
      const lineId = lineOf(n);
      await tables.given({
        lines: [aLine({ lineId, enrolments: [entry], ...overrides })],
        enrolments: [anEnrolment({ enrolmentId, handsetId: enrolmentId, lineId })],
      });
    },

    /** A wipe that was asked for now, unless its overrides say when. */
    async wipe(n: number, overrides: WipeOverrides = {}): Promise<void> {
      await this.line(n);
      const own = { enrolmentId: enrolmentOf(n), lineId: lineOf(n), requestedAt: clock.now };
      // Its owner has been told.
      await tables.wipes.put(aWipe({ ...own, messages: ['requested'], ...overrides }));
    },

    /** Asks for the handset of a line to be wiped. @throws Crash where it dies. */
    async request(
      n: number,
      { key = `request of ${n}`, death }: { key?: string; death?: Death } = {},
    ): Promise<Answer> {
      return call(requestWipe(mortal(death)), {
        path: { lineId: lineOf(n) },
        headers: { 'idempotency-key': key.replaceAll(' ', '-') },
        body: targetOf(n),
        claims: { auth_time: String(clock.now / 1000) },
      });
    },

    /** The same at a counter, by the clerk `CLERK` of the shop `SHOP`. @throws Crash where it dies. */
    async requestInShop(
      n: number,
      { key = `request of ${n}`, death }: { key?: string; death?: Death } = {},
    ): Promise<Answer> {
      return call(requestShopWipe(mortal(death)), {
        path: { lineId: lineOf(n) },
        headers: { 'idempotency-key': key.replaceAll(' ', '-') },
        body: { ...targetOf(n), ...VISIT },
        claims: {
          ...staff('shop', { person: CLERK, shop: SHOP }),
          auth_time: String(clock.now / 1000),
        },
      });
    },

    dispatch: (n: number, death?: Death, attempt = 1) =>
      dispatch(mortal(death))({ ...keyOf(n, attempt), token: `token ${n}` }),

    reconcile: (death?: Death) => reconcile(mortal(death))(),

    /** Cancels before any command. */
    cancel: (n: number, attempt = 1) =>
      tables.wipes.change(keyOf(n, attempt), (wipe) =>
        hasEnded(wipe.state) ? wipe : cancelled(wipe, clock.now),
      ),

    tell: (n: number, death?: Death, attempt = 1) =>
      tellAccountHolder(mortal(death))(keyOf(n, attempt)),

    read: (n: number, attempt = 1) => tables.wipes.read(keyOf(n, attempt)),

    /** All attempts of these handsets. */
    async all(count: number): Promise<Wipe[]> {
      const attempts = Array.from({ length: count }, (_, n) =>
        tables.wipes.attemptsOf(enrolmentOf(n)),
      );
      return (await Promise.all(attempts)).flat();
    },

    idOf: (n: number, attempt = 1) => wipeIdOf(enrolmentOf(n), attempt),
  };
}

function cancelled(wipe: Wipe, now: number): Wipe {
  const decision = cancel(wipe, { now, by: PERSON, verdictTime: VERDICT_TIME });
  return decision.kind === 'cancelled' ? decision.wipe : wipe;
}

export type GovernorWorld = Awaited<ReturnType<typeof governorWorld>>;
