/** Wipes that need a second person: real tables, recorded callbacks and announcements, and approvers who call. */

import type { Word } from '#domain/wipe/approval.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { decideApproval } from '#functions/approval/decide.ts';
import { askForApproval } from '#functions/ask-for-approval.ts';
import { checkEligibility } from '#functions/check-eligibility.ts';
import { listApprovals } from '#functions/list-approvals.ts';
import {
  APPROVAL_TIME,
  aLine,
  anEnrolment,
  aVisit,
  aWipe,
  ENROLMENT_ID,
  NOW,
  type WipeOverrides,
} from '#test/domain/builders.ts';
import { recordedAnnouncements } from '../announcements.ts';
import { type Call, call, staff } from '../api-call.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { startTables } from '../tables.ts';

const KEY = { enrolmentId: ENROLMENT_ID, attempt: 1 };

export async function approvalWorld() {
  const tables = await startTables();
  const callbacks = recordedCallbacks();
  const announcements = recordedAnnouncements();
  await tables.given({ lines: [aLine()], enrolments: [anEnrolment()] });

  const world = {
    tables,
    callbacks,
    announcements,
    now: NOW,

    /** Puts a clerk's wipe of an absent customer's handset, unless told otherwise. */
    async given(overrides: WipeOverrides = {}): Promise<Wipe> {
      const wipe = aWipe({
        channel: 'shop',
        visit: aVisit({ customerPresent: false }),
        approval: { reasons: ['customer-absent'] },
        requestedBy: 'clerk-1',
        ...overrides,
      });
      await tables.wipes.put(wipe);
      return wipe;
    },

    check: (key = KEY) =>
      checkEligibility({
        ...tables,
        now: () => world.now,
        approvalTime: APPROVAL_TIME,
        lineLimit: 2,
      })(key),

    ask: (key = KEY, token = 'a token') =>
      askForApproval({
        ...tables,
        announcements,
        now: () => world.now,
      })({ ...key, token }),

    /** A wipe that a second person has been asked about. */
    async asked(overrides: WipeOverrides = {}): Promise<Wipe> {
      const { enrolmentId, attempt } = await world.given(overrides);
      await tables.given({ enrolments: [anEnrolment({ enrolmentId })] });
      await world.check({ enrolmentId, attempt });
      await world.ask({ enrolmentId, attempt });
      return world.wipe(enrolmentId);
    },

    async wipe(enrolmentId = ENROLMENT_ID): Promise<Wipe> {
      const wipe = await tables.wipes.read({ enrolmentId, attempt: 1 });
      if (wipe === undefined) throw new Error('there is no wipe');
      return wipe;
    },

    /** An approver's word; an object as body changes the one that is right. */
    say(
      word: Word['word'],
      { wipeId, requestHash }: Pick<Wipe, 'wipeId' | 'requestHash'>,
      { body, claims, ...more }: Call = {},
    ) {
      const sources = { ...tables, callbacks, now: () => world.now, stepUpAge: 300 * SECOND };
      const right = { requestHash, reason: 'Called the shop back' };
      return call(decideApproval(word, sources), {
        path: { wipeId },
        claims: { ...staff('approver'), ...claims },
        body: typeof body === 'object' ? { ...right, ...body } : (body ?? right),
        ...more,
      });
    },

    list: (query: Record<string, string> = {}, claims: Readonly<Record<string, unknown>> = {}) =>
      call(listApprovals({ ...tables, now: () => world.now }), {
        query,
        claims: { ...staff('approver'), ...claims },
      }),
  };
  return world;
}

export type ApprovalWorld = Awaited<ReturnType<typeof approvalWorld>>;
