/** Somebody who signed in with a password only, and what they may do by code: real tables, senders that remember. */
import { DAY, SECOND } from '#domain/wipe/settings.ts';
import { withCode } from '#functions/line/enrolment-code.ts';
import { requestWipe } from '#functions/request-wipe.ts';
import { sendStepUpCode } from '#functions/send-step-up-code.ts';
import { aLine, anEnrolment, ENROLMENT_ID, LINE_ID, NOW } from '#test/domain/builders.ts';
import { recordedAnnouncements } from '../announcements.ts';
import { type Call, call } from '../api-call.ts';
import { cancelling } from '../cancelling.ts';
import { startTables } from '../tables.ts';

export const CODE = '02468135';
const WIPE_ID = `${ENROLMENT_ID}.1`;

interface Brought {
  readonly stepUpCode?: unknown;
  readonly key?: string;
  readonly enrolmentId?: string;
  readonly claims?: Readonly<Record<string, string>>;
}

export async function stepUpWorld() {
  const tables = await startTables();
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });
  const byPassword = (claims = {}) => ({ assurance: '1', ...claims });
  const send = async (to: string, text: string) => {
    if (world.failing.has(to)) throw new Error(`${to} is not valid`);
    world.sent.push([to, text]);
  };

  const world = {
    tables,
    now: NOW,
    putFails: false,
    sent: [] as [to: string, text: string][],
    /** Addresses that take nothing. */
    failing: new Set<string>(),

    ask({ claims, ...made }: Call = {}) {
      const handler = sendStepUpCode({
        lines: tables.lines,
        mail: { send: (to, { text }) => send(to, text) },
        sms: { send },
        now: () => world.now,
        newCode: () => CODE,
      });
      return call(handler, {
        path: { lineId: LINE_ID },
        ...made,
        claims: byPassword(claims ?? {}),
      });
    },

    request({ stepUpCode, key = 'key-of-test', enrolmentId = ENROLMENT_ID, claims }: Brought = {}) {
      const handler = requestWipe({
        ...tables,
        wipes: {
          ...tables.wipes,
          put: async (wipe) => {
            if (world.putFails) throw new Error('the table is gone');
            await tables.wipes.put(wipe);
          },
        },
        executions: { start: async () => undefined },
        announcements: recordedAnnouncements(),
        now: () => world.now,
        stepUpAge: 300 * SECOND,
        deliveryDeadline: 30 * DAY,
        retention: 7 * 365 * DAY,
      });
      return call(handler, {
        path: { lineId: LINE_ID },
        headers: { 'idempotency-key': key },
        body: {
          enrolmentId,
          lastFour: '5678',
          consents: [],
          ...(stepUpCode !== undefined && { stepUpCode }),
        },
        claims: byPassword(claims),
      });
    },

    cancel({ stepUpCode, claims }: Brought = {}) {
      return call(cancelling(tables, { now: () => world.now }), {
        path: { wipeId: WIPE_ID },
        ...(stepUpCode !== undefined && { body: { stepUpCode } }),
        claims: byPassword(claims),
      });
    },

    /** The wipe is cancelled by its owner with two factors. */
    cancelled: () => world.cancel({ claims: { assurance: '2' } }),

    line: () => tables.lines.read(LINE_ID),
    attempts: () => tables.wipes.attemptsOf(ENROLMENT_ID),

    /** A code for enrolling, as it would have been sent to the SIM. */
    enrolmentCode: (code: string) =>
      tables.lines.change(LINE_ID, (line) => {
        const store = withCode(line, code, world.now);
        return { ...(store && { store }), answer: undefined };
      }),
  };
  return world;
}

export type StepUpWorld = Awaited<ReturnType<typeof stepUpWorld>>;
