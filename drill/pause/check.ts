/** What a pause promises: no command beyond a second, two people for its end, and then every wipe as if nothing had been. */

import { isSettled } from '#domain/wipe/due.ts';
import { SECOND } from '#domain/wipe/settings.ts';
import { UNDISTURBED } from '../undisturbed.ts';
import type { Check, Violation } from '../violation.ts';
import type { PauseEvidence } from './evidence.ts';

/** How long after the pause was accepted a command may still be signed, milliseconds. */
export const EFFECTIVE_WITHIN = SECOND;

/** By the log of the function that signs, and by the audit of each wipe. */
function checkSilence({ pausedAt, resumedAt, signed, wipes }: PauseEvidence): Violation[] {
  const isLate = ({ at }: { at: number }) => pausedAt + EFFECTIVE_WITHIN < at && at < resumedAt;
  const logged = signed
    .filter(isLate)
    .map(({ wipeId, at }) => ({ wipeId, evidence: { log: at - pausedAt } }));
  const audited = wipes.flatMap(({ wipeId, events }) =>
    events
      .filter((event) => event.type === 'command-issued' && isLate(event))
      .map(({ at }) => ({ wipeId, evidence: { audit: at - pausedAt } })),
  );
  return [...logged, ...audited].map((late) => ({ code: 'command-after-pause', ...late }));
}

/** A pause before the first command, or behind the last one, has shown nothing. */
function checkMoment({ signed, pausedAt, resumedAt, wipes }: PauseEvidence): Violation[] {
  const before = signed.filter(({ at }) => at <= pausedAt).length;
  const after = signed.filter(({ at }) => at >= resumedAt).length;
  const held = wipes.filter(({ events }) => events.some(isHeldByPause)).length;
  if (before > 0 && after > 0 && held > 0) return [];
  return [{ code: 'pause-without-effect', evidence: { before, after, held } }];
}

const isHeldByPause = ({ type, detail }: PauseEvidence['wipes'][number]['events'][number]) =>
  type === 'held' && detail?.['heldFor'] === 'pause';

/** Nobody lifts it alone, and all that was decided stands in a journal that is whole. */
function checkDecisions({ alone, dispatch }: PauseEvidence): Violation[] {
  const found: Violation[] = [];
  if (alone.code !== 'own-proposal') found.push({ code: 'resumed-alone', evidence: alone });
  const { verification, entries } = dispatch.journal;
  const types = entries.map(({ type }) => type);
  if (!verification.intact || !JOURNAL.every((type) => types.includes(type)))
    found.push({ code: 'decision-not-in-journal', evidence: dispatch.journal });
  if (dispatch.state !== 'running') found.push({ code: 'still-paused', evidence: dispatch.state });
  return found;
}

const JOURNAL = ['paused', 'resume-proposed', 'resumed'];

/** Each request was taken, and has come to its end: the files are gone, and nothing is left to do. */
function checkAllErased({ asked, wipes, lives }: PauseEvidence): Violation[] {
  return asked.flatMap((request): Violation[] => {
    if (request.status !== 202) return [{ code: 'request-refused', evidence: request }];
    const wipe = wipes.find(({ wipeId }) => wipeId === request.wipeId);
    if (wipe === undefined) return [{ code: 'accepted-and-lost', evidence: request }];
    const { wipeId, enrolmentId, state } = wipe;
    const left = lives.find((life) => life.enrolmentId === enrolmentId)?.left ?? ['nobody looked'];
    if (state === 'erased' && isSettled(wipe) && left.length === 0) return [];
    return [{ code: 'not-erased', wipeId, evidence: { state, left } }];
  });
}

const CHECKS: readonly Check<PauseEvidence>[] = [
  checkSilence,
  checkMoment,
  checkDecisions,
  checkAllErased,
  ...UNDISTURBED,
];

/** Every promise that the evidence shows broken. */
export const checkPause = (evidence: PauseEvidence): Violation[] =>
  CHECKS.flatMap((check) => check(evidence));
