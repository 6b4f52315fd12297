/** Every act, role and state: what the API takes is what the one table says, and so what the console offers. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded, STATE_NAMES, type WipeState } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { actOnWipe } from '#functions/act-on-wipe.ts';
import { decideApproval } from '#functions/approval/decide.ts';
import { WIPE_ACTS, type WipeAct, whyNot } from '#functions/contract/wipe-acts.ts';
import { operationsView } from '#functions/ops/views.ts';
import {
  aLine,
  aWipe,
  ENROLMENT_ID,
  NOW,
  settled,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { call, staff } from './api-call.ts';
import { recordedCallbacks } from './callbacks.ts';
import { cancelling } from './cancelling.ts';
import { startTables, type Tables } from './tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
  await tables.given({ lines: [aLine()] });
});
afterAll(() => tables.stop());

/** Of a handset that no other wipe here is of. */
let enrolments = 0;
function freshEnrolment(): string {
  enrolments += 1;
  return String(enrolments).padStart(ENROLMENT_ID.length, 'e');
}

const ROLES = ['ops', 'approver', 'shop'] as const;
const NOW_THERE = NOW + 2 * MINUTE;

/** A second person has to agree to each of them: else approvers would not even see them. */
const NEEDS_APPROVAL = {
  channel: 'shop',
  requestedBy: 'clerk-1',
  approval: { reasons: ['customer-absent'] },
} as const satisfies WipeOverrides;

/** What the call for an act is answered. */
function answerTo(act: WipeAct, role: (typeof ROLES)[number], wipe: Wipe) {
  const made = {
    path: { wipeId: wipe.wipeId },
    claims: staff(role),
    body: { reason: 'It has to be' },
  };
  const callbacks = recordedCallbacks();
  const now = () => NOW_THERE;
  switch (act) {
    case 'cancel':
      return call(cancelling(tables, { callbacks, now }), made);
    case 'approval':
    case 'rejection': {
      const word = act === 'approval' ? 'approved' : 'rejected';
      const handler = decideApproval(word, { ...tables, callbacks, now, stepUpAge: 300 * SECOND });
      return call(handler, { ...made, body: { ...made.body, requestHash: wipe.requestHash } });
    }
    case 'hold':
    case 'release':
    case 'redrive':
    case 'notify': {
      const executions = { start: async () => undefined };
      const route = `POST /v1/ops/wipes/{wipeId}/${act}`;
      return call(actOnWipe({ wipes: tables.wipes, executions, now }), { ...made, route });
    }
  }
}

/** Whether it was taken: also a cancellation of which only the handset can say what became of it. */
const isTaken = ({ status, body }: { status: number; body: unknown }) =>
  status === 200 || JSON.stringify(body).includes('not-known-yet');

const offered = (act: WipeAct, role: (typeof ROLES)[number], wipe: Wipe) =>
  whyNot(act, { role, person: `${role}-1`, now: NOW_THERE }, shown(wipe)) === undefined;

const shown = (wipe: Wipe) =>
  operationsView(wipe, { enrolment: undefined, earlier: [], now: NOW_THERE });

describe('what may be done to a wipe', () => {
  const cases = WIPE_ACTS.flatMap((act) => STATE_NAMES.map((state) => [act, state] as const));

  test.each(cases)('%s of one that is %s is taken from whom it is offered', async (act, state) => {
    for (const hold of [undefined, true] as const)
      for (const role of ROLES) {
        const enrolmentId = freshEnrolment();
        const wipe = aWipe({ ...NEEDS_APPROVAL, enrolmentId, state, ...(hold && { hold }) });
        await tables.wipes.put(wipe);

        const answer = await answerTo(act, role, wipe);

        // A shop may cancel what it asked for, which is no business of the console's.
        if (role === 'shop' && act === 'cancel') continue;
        expect({ role, hold, taken: taken(act, wipe, answer) }).toEqual({
          role,
          hold,
          taken: offered(act, role, wipe),
        });
      }
  });

  /** Holding what is held already changes nothing, and is answered as done. */
  function taken(act: WipeAct, wipe: Wipe, answer: Awaited<ReturnType<typeof answerTo>>) {
    if (act === 'hold' && wipe.hold) return false;
    // So is cancelling what is cancelled.
    if (act === 'cancel' && wipe.state === 'cancelled') return false;
    return isTaken(answer);
  }

  test('nobody decides on their own request, or on what somebody else has decided', async () => {
    const own = aWipe({
      ...NEEDS_APPROVAL,
      enrolmentId: freshEnrolment(),
      state: 'awaiting-approval',
      requestedBy: 'approver-1',
    });
    await tables.wipes.put(own);
    expect(
      whyNot('approval', { role: 'approver', person: 'approver-1', now: NOW_THERE }, shown(own)),
    ).toBe('own-case');
    expect(await answerTo('approval', 'approver', own)).toMatchObject({ status: 403 });

    const decided = aWipe({
      ...NEEDS_APPROVAL,
      enrolmentId: freshEnrolment(),
      state: 'awaiting-approval',
      approval: { reasons: ['customer-absent'], approvedBy: 'approver-2' },
    });
    await tables.wipes.put(decided);
    expect(
      whyNot(
        'rejection',
        { role: 'approver', person: 'approver-1', now: NOW_THERE },
        shown(decided),
      ),
    ).toBe('decided');
  });

  test.each(['approvalUntil', 'deadlineAt'] as const)(
    'nobody decides any more once it is %s',
    async (end) => {
      for (const [until, refused] of [
        [NOW_THERE + 1, undefined],
        [NOW_THERE, 'lapsed'],
      ] as const) {
        const wipe = aWipe({
          ...NEEDS_APPROVAL,
          enrolmentId: freshEnrolment(),
          state: 'awaiting-approval',
          [end]: until,
        });
        await tables.wipes.put(wipe);
        const approver = { role: 'approver', person: 'approver-1', now: NOW_THERE } as const;

        expect(whyNot('approval', approver, shown(wipe))).toBe(refused);
        expect(whyNot('rejection', approver, shown(wipe))).toBe(refused);
        expect(await answerTo('approval', 'approver', wipe)).toMatchObject(
          refused ? { status: 409, body: { code: 'approval-lapsed' } } : { status: 200 },
        );
      }
    },
  );

  test.each(STATE_NAMES.filter(hasEnded))(
    'one that is %s and settled is not redriven',
    async (state) => {
      const wipe = settled(aWipe({ enrolmentId: freshEnrolment(), state }));
      await tables.wipes.put(wipe);

      expect(whyNot('redrive', { role: 'ops', person: 'ops-1', now: NOW_THERE }, shown(wipe))).toBe(
        'settled',
      );
      expect(await answerTo('redrive', 'ops', wipe)).toMatchObject({
        status: 409,
        body: { code: 'wipe-settled' },
      });
    },
  );

  test('a cancellation that is wished for already is not wished for again', () => {
    const wished = aWipe({ state: 'issued' satisfies WipeState, cancelRequestedAt: NOW });

    expect(whyNot('cancel', { role: 'ops', person: 'ops-1', now: NOW_THERE }, shown(wished))).toBe(
      'wished',
    );
  });
});
