/** A shop at work: real tables, executions that remember what was started, and a clerk who calls. */
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { requestShopWipe } from '#functions/request-shop-wipe.ts';
import { searchLines } from '#functions/search-lines.ts';
import { aLine, anEnrolment, ENROLMENT_ID, LINE_ID, NOW } from '#test/domain/builders.ts';
import { recordedAnnouncements } from '../announcements.ts';
import { type Call, call, staff } from '../api-call.ts';
import { startTables } from '../tables.ts';

const BODY = {
  enrolmentId: ENROLMENT_ID,
  lastFour: '5678',
  consents: [],
  documents: ['driving-licence'],
  reservation: true,
  customerPresent: true,
};

export async function shopWorld() {
  const tables = await startTables();
  const started: string[] = [];
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });

  return {
    tables,
    started,

    search: (
      body: unknown = { number: aLine().number },
      claims = {},
      { most, now = NOW }: { most?: number; now?: number } = {},
    ) => {
      const limited = most === undefined ? {} : { searchLimits: { clerkSearchesHour: most } };
      return call(searchLines({ ...tables, ...limited, now: () => now }), {
        body,
        claims: { ...staff('shop'), ...claims },
      });
    },

    /** Asks for a wipe; an object as body changes the one that is right. */
    request({ body, claims, key = 'key-of-test-1', ...more }: Call & { key?: string } = {}) {
      const handler = requestShopWipe({
        ...tables,
        announcements: recordedAnnouncements(),
        executions: { start: async ({ wipeId, run }) => void started.push(`${wipeId}-${run}`) },
        now: () => NOW,
        stepUpAge: 300 * SECOND,
        deliveryDeadline: 30 * DAY,
        retention: 1000 * DAY,
      });
      return call(handler, {
        path: { lineId: LINE_ID },
        headers: { 'idempotency-key': key },
        body: typeof body === 'object' ? { ...BODY, ...body } : (body ?? BODY),
        claims: { ...staff('shop'), ...claims },
        ...more,
      });
    },

    attempts: () => tables.wipes.attemptsOf(ENROLMENT_ID),
  };
}

export type ShopWorld = Awaited<ReturnType<typeof shopWorld>>;
