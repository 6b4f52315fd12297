/** Requests and cancellations: what was answered holds. */
import { digestOf } from '#domain/audit/digest.ts';
import type { Violation } from '../../violation.ts';
import type { Answer, Evidence } from '../evidence.ts';

/** Accepted is kept, and all answers to one key speak of one wipe. */
export function checkAnswers({ requests, wipes, timeouts, ...who }: Evidence): Violation[] {
  const byId = new Map(wipes.map((wipe) => [wipe.wipeId, wipe]));
  return requests.flatMap((request): Violation[] => {
    const { key, enrolmentId, answers } = request;
    const ids = answers.flatMap((answer) => ('wipeId' in answer ? [answer.wipeId] : []));
    const accepted = [...new Set(ids)].flatMap((wipeId): Violation[] => {
      const wipe = byId.get(wipeId);
      if (wipe === undefined) return [{ code: 'accepted-and-lost', wipeId, evidence: request }];
      const isIt = wipe.requestKeyHash === hashOf(who, key) && wipe.enrolmentId === enrolmentId;
      return isIt ? [] : [{ code: 'wrong-wipe-answered', wipeId, evidence: request }];
    });
    const isTwo = new Set(ids).size > 1;
    const isOurs = answers.some((answer) => isMistake(answer, timeouts));
    return [
      ...accepted,
      ...(isTwo ? [{ code: 'key-answered-twice', evidence: request }] : []),
      ...(isOurs ? [{ code: 'server-error-answered', evidence: request }] : []),
    ];
  });
}

/** A key makes one wipe, and no wipe is there that nobody asked for. */
export function checkKeys({ requests, wipes, ...who }: Evidence): Violation[] {
  const known = new Set(requests.map(({ key }) => hashOf(who, key)));
  const byKey = Map.groupBy(wipes, ({ requestKeyHash }) => requestKeyHash);
  return [...byKey].flatMap(([hash, own]): Violation[] => {
    const ids = own.map(({ wipeId }) => wipeId);
    return [
      ...(known.has(hash) ? [] : [{ code: 'wipe-without-request', evidence: ids }]),
      ...(ids.length > 1 ? [{ code: 'key-made-two-wipes', evidence: ids }] : []),
    ];
  });
}

/** 503 says to try again, and was; 500 of the gateway is a function that ran out of time, where one did. */
function isMistake(answer: Answer, timeouts: number): boolean {
  if (!('code' in answer) || answer.status < 500 || answer.status === 503) return false;
  return answer.code !== 'gateway' || timeouts === 0;
}

const hashOf = ({ person, account }: Pick<Evidence, 'person' | 'account'>, key: string) =>
  digestOf({ person, account, key });

/** Who was told "cancelled" was told for certain. */
export function checkCancellations({ cancellations, wipes }: Evidence): Violation[] {
  return cancellations.flatMap(({ wipeId, answers }) => {
    if (!answers.includes('cancelled')) return [];
    const state = wipes.find((wipe) => wipe.wipeId === wipeId)?.state;
    if (state === 'cancelled') return [];
    return [{ code: 'cancelled-and-yet-not', wipeId, evidence: { state, answers } }];
  });
}
