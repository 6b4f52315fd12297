/** The audit of each wipe: its chain, its moves, its attempts. */
import { verifyChain } from '#domain/audit/chain.ts';
import type { AuditEvent } from '#domain/audit/event.ts';
import { hasEnded, STATES } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence } from '../evidence.ts';

export function checkAudit({
  wipes,
  malformedWipes,
}: Pick<Evidence, 'wipes' | 'malformedWipes'>): Violation[] {
  const malformed = malformedWipes.map((evidence) => ({ code: 'wipe-malformed', evidence }));
  return [...malformed, ...wipes.flatMap(checkChain), ...wipes.flatMap(checkMoves)];
}

function checkChain({ wipeId, events }: Wipe): Violation[] {
  const verdict = verifyChain(wipeId, events);
  return verdict.intact ? [] : [{ code: 'chain-broken', wipeId, evidence: verdict }];
}

function checkMoves({ wipeId, state, events }: Wipe): Violation[] {
  const found = events.flatMap((event, index): Violation[] =>
    isAllowed(event, events[index - 1])
      ? []
      : [{ code: 'move-not-allowed', wipeId, evidence: { before: events[index - 1], event } }],
  );
  if (events.at(-1)?.to !== state)
    found.push({ code: 'state-without-event', wipeId, evidence: { state, last: events.at(-1) } });
  return found;
}

/** The first event begins; each further one starts where the last one ended, and stays or moves as the table says. */
function isAllowed({ from, to }: AuditEvent, before: AuditEvent | undefined): boolean {
  if (before === undefined) return from === undefined && to === 'requested';
  const start = from ?? to;
  return start === before.to && (start === to || STATES[start].next.includes(to));
}

/** Attempts count 1, 2, … and each begins after the one before has ended without an erasure. */
export function checkAttempts({ wipes }: Pick<Evidence, 'wipes'>): Violation[] {
  const byLife = Map.groupBy(wipes, ({ enrolmentId }) => enrolmentId);
  return [...byLife].flatMap(([enrolmentId, unsorted]) => {
    const attempts = unsorted.toSorted((a, b) => a.attempt - b.attempt);
    return attempts.flatMap((wipe, index): Violation[] => {
      const { wipeId, attempt, requestedAt } = wipe;
      if (attempt !== index + 1)
        return [{ code: 'attempt-missing', wipeId, evidence: { enrolmentId, attempt } }];
      const before = attempts[index - 1];
      if (before === undefined || leavesRoom(before, requestedAt)) return [];
      const { state, endedAt } = before;
      return [{ code: 'attempts-overlap', wipeId, evidence: { state, endedAt, requestedAt } }];
    });
  });
}

function leavesRoom({ state, endedAt }: Wipe, at: number): boolean {
  const isOver = hasEnded(state) && state !== 'erased' && state !== 'unconfirmed';
  return isOver && endedAt !== undefined && endedAt <= at;
}
