/** The others: everybody's request is taken, kept back by the total at most, let out in turn, and carried out. */
import { isSettled } from '#domain/wipe/due.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Violation } from '../../violation.ts';
import type { Asked, StolenEvidence } from '../evidence.ts';
import { letOutAt, queuedAt } from './windows.ts';

type Seen = Pick<StolenEvidence, 'asked' | 'wipes' | 'lives'>;

/** No request was refused, or lost. */
export function checkAnswered({ asked, wipes }: Seen): Violation[] {
  return asked.filter(isHonest).flatMap((request): Violation[] => {
    if (request.status !== 202) return [{ code: 'honest-refused', evidence: request }];
    const isThere = wipes.some(({ wipeId }) => wipeId === request.wipeId);
    return isThere ? [] : [{ code: 'honest-lost', evidence: request }];
  });
}

/** Each handset has really lost its files, and nothing is left to do. */
export function checkCarriedOut({ asked, wipes, lives }: Seen): Violation[] {
  return honestWipes({ asked, wipes }).flatMap((wipe): Violation[] => {
    const { wipeId, enrolmentId, state } = wipe;
    const life = lives.find((each) => each.enrolmentId === enrolmentId);
    const left = life?.left ?? ['nobody looked'];
    if (state === 'erased' && isSettled(wipe) && left.length === 0) return [];
    return [{ code: 'honest-not-erased', wipeId, evidence: { state, left } }];
  });
}

/** What anybody else does keeps nobody back, but for the room that the total has. */
export function checkHeld({ asked, wipes }: Seen): Violation[] {
  return honestWipes({ asked, wipes }).flatMap(({ wipeId, events, approval }): Violation[] => {
    const otherwise = events.filter(
      ({ type, detail }) => type === 'held' && detail?.['heldFor'] !== 'governor',
    );
    if (otherwise.length === 0 && approval === undefined) return [];
    return [{ code: 'honest-kept-back', wipeId, evidence: { otherwise, approval } }];
  });
}

/** Nobody, thief or not, who asked later is let out while somebody waits who asked before. */
export function checkOrder({ asked, wipes }: Seen): Violation[] {
  return honestWipes({ asked, wipes }).flatMap((wipe): Violation[] => {
    const since = queuedAt(wipe);
    if (since === undefined) return [];
    const until = letOutAt(wipe) ?? Number.POSITIVE_INFINITY;
    const ahead = wipes.filter((other) => {
      const at = letOutAt(other);
      return other.requestedAt > wipe.requestedAt && at !== undefined && since < at && at < until;
    });
    if (ahead.length === 0) return [];
    const { wipeId, requestedAt } = wipe;
    const evidence = { requestedAt, since, until, ahead: ahead.map(timesOf) };
    return [{ code: 'overtaken', wipeId, evidence }];
  });
}

const timesOf = (wipe: Wipe) => ({
  wipeId: wipe.wipeId,
  requestedAt: wipe.requestedAt,
  letOutAt: letOutAt(wipe),
});

export const isHonest = ({ side }: Asked) => side === 'honest';

export function honestWipes({ asked, wipes }: Pick<Seen, 'asked' | 'wipes'>): Wipe[] {
  const ids = new Set(asked.filter(isHonest).map(({ wipeId }) => wipeId));
  return wipes.filter(({ wipeId }) => ids.has(wipeId));
}
