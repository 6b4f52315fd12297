/** What a handset's signed report leads to. Every report may come twice, late, or out of order. */
import type { Actor } from '../audit/event.ts';
import {
  COMMAND_REFUSALS,
  PASSING_REFUSALS,
  type Report,
  type StorageResult,
} from '../protocol/report.ts';
import { advance, note } from './advance.ts';
import { hasRoom } from './room.ts';
import { STATES } from './states.ts';
import { lastWords } from './storages.ts';
import { verdictEnd } from './verdict.ts';
import type { Wipe } from './wipe.ts';

export type ReportDecision =
  | { readonly kind: 'change'; readonly wipe: Wipe }
  /** Known already. */
  | { readonly kind: 'duplicate' }
  /** A matter for the log. */
  | { readonly kind: 'drop'; readonly why: Objection };

type Objection =
  /** Names no command of this wipe. */
  | 'unknown-command'
  /** Says what cannot be: the handset had signed that it holds no command. */
  | 'contradiction'
  /** Says that an older command failed, while a newer one may act. */
  | 'superseded'
  /** More than the audit takes. */
  | 'too-many';

interface ReportContext {
  readonly now: number;
  readonly verdictTime: number;
  /** The report's JWS. */
  readonly evidence: string;
}

/** Decides on a verified report. */
export function decideReport(wipe: Wipe, report: Report, context: ReportContext): ReportDecision {
  if (!wipe.commands.some(({ commandHash }) => commandHash === report.commandHash))
    return { kind: 'drop', why: 'unknown-command' };
  switch (report.phase) {
    case 'accepted':
      return begin(wipe, report, context);
    case 'sd-done':
      return noteStorage(wipe, report, context);
    case 'erased':
      return internal(report)?.result === 'erased'
        ? end(wipe, report, { ...context, to: 'erased' })
        : end(wipe, report, { ...context, to: 'failed', reason: 'internal-not-erased' });
    case 'failed':
      return end(wipe, report, { ...context, to: 'failed', reason: report.reason ?? 'failed' });
    case 'refused':
      return refuse(wipe, report, context);
  }
}

const handset = (wipe: Wipe): Actor => ({ kind: 'handset', id: wipe.enrolmentId });
const internal = ({ storages }: Report) => storages.find(({ kind }) => kind === 'internal');

function begin(wipe: Wipe, report: Report, context: ReportContext): ReportDecision {
  if (wipe.state !== 'issued') return afterwards(wipe);
  const { commandHash } = report;
  return {
    kind: 'change',
    wipe: advance(wipe, {
      to: 'accepted',
      type: 'accepted',
      by: handset(wipe),
      at: context.now,
      detail: { commandHash },
      evidence: context.evidence,
      set: { commandHash, verdictUntil: verdictEnd(wipe.commands, context) },
    }),
  };
}

function noteStorage(wipe: Wipe, report: Report, context: ReportContext): ReportDecision {
  if (wipe.state !== 'issued' && wipe.state !== 'accepted') return afterwards(wipe);
  const { commandHash, counter } = report;
  const heard = wipe.events.some(
    ({ type, detail }) => type === 'sd-done' && Number(detail?.['counter']) >= counter,
  );
  const storages = lastWords(wipe.storages, report.storages);
  if (heard || JSON.stringify(storages) === JSON.stringify(wipe.storages))
    return { kind: 'duplicate' };
  const step = {
    to: 'accepted',
    type: 'sd-done',
    by: handset(wipe),
    at: context.now,
    detail: { commandHash, ...results(report.storages), counter },
    evidence: context.evidence,
  } as const;
  if (wipe.state === 'issued') {
    // It overtook the `accepted` report, which it proves.
    const set = { commandHash, storages, verdictUntil: verdictEnd(wipe.commands, context) };
    return { kind: 'change', wipe: advance(wipe, { ...step, set }) };
  }
  if (!hasRoom(wipe, step)) return { kind: 'drop', why: 'too-many' };
  return { kind: 'change', wipe: note(wipe, { ...step, set: { storages } }) };
}

function end(
  wipe: Wipe,
  report: Report,
  context: ReportContext & { to: 'erased' | 'failed'; reason?: string },
): ReportDecision {
  const { to, reason, now, evidence } = context;
  const acting = ['issued', 'accepted', 'unconfirmed'].includes(wipe.state);
  if (!acting || !STATES[wipe.state].next.includes(to)) return afterwards(wipe);
  if (to === 'failed' && !isCurrent(wipe, report)) return { kind: 'drop', why: 'superseded' };
  return {
    kind: 'change',
    wipe: advance(wipe, {
      to,
      type: to,
      by: handset(wipe),
      at: now,
      detail: { ...results(report.storages), ...(reason && { reason }) },
      evidence,
      set: {
        storages: lastWords(wipe.storages, report.storages),
        ...(to === 'erased' ? { proof: 'report' } : { reason: reason ?? 'failed' }),
      },
    }),
  };
}

function refuse(wipe: Wipe, report: Report, context: ReportContext): ReportDecision {
  const reason = COMMAND_REFUSALS.find((name) => name === report.reason) ?? 'malformed';
  if (wipe.state !== 'issued') return afterwards(wipe);
  const passing = PASSING_REFUSALS.includes(reason);
  if (isCurrent(wipe, report) && !passing)
    return end(wipe, report, { ...context, to: 'failed', reason });
  const told = wipe.events.some(
    ({ type, detail }) =>
      type === 'command-refused' && detail?.['commandHash'] === report.commandHash,
  );
  if (told) return { kind: 'duplicate' };
  const step = {
    to: wipe.state,
    type: 'command-refused',
    by: handset(wipe),
    at: context.now,
    detail: { reason, commandHash: report.commandHash },
    evidence: context.evidence,
  } as const;
  if (!hasRoom(wipe, step)) return { kind: 'drop', why: 'too-many' };
  return { kind: 'change', wipe: note(wipe, step) };
}

/** A handset that claimed again has voided every older command. */
function isCurrent(wipe: Wipe, { commandHash }: Report): boolean {
  return wipe.commands.at(-1)?.commandHash === commandHash;
}

/** A report that comes when nothing is expected: a repetition, or one that contradicts a signed claim. */
function afterwards(wipe: Wipe): ReportDecision {
  const done = ['accepted', 'erased', 'failed', 'unconfirmed'].includes(wipe.state);
  return done ? { kind: 'duplicate' } : { kind: 'drop', why: 'contradiction' };
}

function results(storages: readonly StorageResult[]): Record<string, string> {
  return Object.fromEntries(storages.map(({ kind, result }) => [kind, result]));
}
