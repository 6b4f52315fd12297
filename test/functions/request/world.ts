/** A service that a person asks for a wipe: real tables, and executions that remember what was started. */
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import { aLine, anEnrolment, ENROLMENT_ID, LINE_ID, NOW } from '#test/domain/builders.ts';
import { brokenAnnouncements, recordedAnnouncements } from '../announcements.ts';
import { type Answer, type Call, call } from '../api-call.ts';
import { startTables } from '../tables.ts';

const BODY = { enrolmentId: ENROLMENT_ID, lastFour: '5678', consents: [] };
const KEY = 'key-of-test-1';

export async function requestWorld() {
  const tables = await startTables();
  const started: string[] = [];
  const announcements = recordedAnnouncements();
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });

  const world = {
    tables,
    started,
    announced: announcements.announced,
    now: NOW,
    startFails: false,
    tellingFails: false,

    /** Asks for a wipe; an object as body changes the one that is right. */
    request({ headers, body, key = KEY, ...more }: Call & { key?: string } = {}): Promise<Answer> {
      const handler = requestWipe({
        ...tables,
        executions: {
          async start({ wipeId, run }) {
            if (world.startFails) throw new Error('throttled');
            started.push(`${wipeId}-${run}`);
          },
        },
        announcements: world.tellingFails ? brokenAnnouncements : announcements,
        now: () => world.now,
        stepUpAge: 300 * SECOND,
        deliveryDeadline: 30 * DAY,
        retention: 1000 * DAY,
      });
      return call(handler, {
        path: { lineId: LINE_ID },
        headers: { 'idempotency-key': key, ...headers },
        body: typeof body === 'object' ? { ...BODY, ...body } : (body ?? BODY),
        ...more,
      });
    },

    attempts: () => tables.wipes.attemptsOf(ENROLMENT_ID),
  };
  return world;
}

export type RequestWorld = Awaited<ReturnType<typeof requestWorld>>;
