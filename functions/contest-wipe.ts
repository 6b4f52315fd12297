/**
 * `POST /v1/wipes/{wipeId}/contest`: "this was not me", by the link in a message and without a sign-in. It alerts
 * operations and holds nothing: a thief may be reading that mail.
 */
import { SNSClient } from '@aws-sdk/client-sns';
import type * as z from 'zod/mini';
import { contest, isContestSecret } from '#domain/wipe/contest.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import type { ContestAnswer } from './contract/bodies.ts';
import { readEnvironment } from './contract/environment.ts';
import { ContestWipe } from './contract/requests.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf, wipeKeyOf } from './http/input.ts';
import { json, ProblemError } from './http/problem.ts';
import { cancellation, time } from './http/views.ts';
import { log } from './log.ts';
import { type Announcements, announce, announcementsTo } from './messages/announcement.ts';
import { untilFirst } from './store/conflict.ts';
import { type WipeKey, type Wipes, wipesIn } from './store/wipes.ts';

interface Dependencies {
  readonly wipes: Pick<Wipes, 'read' | 'save'>;
  readonly announcements: Announcements;
  readonly now: () => number;
}

export const contestWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const { secret } = bodyOf(event, ContestWipe);
    const key = wipeKeyOf(event);

    const { wipe, at, isNew } = await untilFirst(() => mark(deps, key, secret));
    if (isNew) {
      log({ code: 'wipe-contested', wipeId: wipe.wipeId, state: wipe.state });
      await announce(deps.announcements, wipe, 'contested');
    }

    const answer: z.infer<typeof ContestAnswer> = {
      contestedAt: time(at),
      next: nextSteps(wipe),
    };
    return json(200, answer);
  };

/** @throws ProblemError `wipe-not-found` for a wrong secret as for a missing wipe, `contest-closed` */
async function mark({ wipes, now }: Dependencies, key: WipeKey, secret: string) {
  const wipe = await wipes.read(key);
  if (wipe === undefined || !isContestSecret(wipe, secret))
    throw new ProblemError('wipe-not-found');
  const at = now();
  const decision = contest(wipe, at);
  switch (decision.kind) {
    case 'contested':
      await wipes.save(wipe, decision.wipe);
      return { wipe: decision.wipe, at, isNew: true };
    case 'already-contested':
      return { wipe, at: decision.at, isNew: false };
    case 'closed':
      throw new ProblemError('contest-closed');
  }
}

/**
 * Cancelling takes the owner's two factors, the shop where it was asked for, or operations; this call is none of them.
 */
function nextSteps(wipe: Wipe): z.infer<typeof ContestAnswer>['next'] {
  const always = ['change-password', 'call-operations'] as const;
  switch (cancellation(wipe)) {
    case 'possible':
      return ['cancel-signed-in', ...(wipe.visit ? (['cancel-at-shop'] as const) : []), ...always];
    case 'wished':
    case 'too-late':
      return ['wait-for-result', ...always];
    case 'ended':
      return [...always];
  }
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('contest-wipe');
  return {
    wipes: wipesIn(dynamo(), environment.WIPES_TABLE),
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
    now: Date.now,
  };
};

export const handler = api(contestWipe(dependencies()));
