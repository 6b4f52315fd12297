/** What a handset's signed report leads to. Every report may come twice, late, or out of order. */
import type { Actor } from '../audit/event.ts';
import {
  COMMAND_REFUSALS,
  PASSING_REFUSALS,
  type Report,
  type StorageResult,
} from '../protocol/report.ts';
import { advance, note } from './advance.ts';
import { STATES } from './states.ts';
import type { Wipe } from './wipe.ts';

export type ReportDecision =
  | { readonly kind: 'change'; readonly wipe: Wipe }
  /** Known already. */
  | { readonly kind: 'duplicate' }
  /** Names no command of this wipe, or says what cannot be: a matter for the log. */
  | { readonly kind: 'drop'; readonly why: 'unknown-command' | 'contradiction' };

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
      set: { commandHash, verdictUntil: context.now + context.verdictTime },
    }),
  };
}

function noteStorage(wipe: Wipe, report: Report, context: ReportContext): ReportDecision {
  if (wipe.state === 'issued') {
    // Overtook the `accepted` report, which it proves.
    const begun = begin(wipe, report, context);
    return begun.kind === 'change' ? noteStorage(begun.wipe, report, context) : begun;
  }
  if (wipe.state !== 'accepted') return afterwards(wipe);
  const storages = merge(wipe.storages, report.storages);
  if (JSON.stringify(storages) === JSON.stringify(wipe.storages)) return { kind: 'duplicate' };
  return {
    kind: 'change',
    wipe: note(wipe, {
      type: 'sd-done',
      by: handset(wipe),
      at: context.now,
      detail: results(report.storages),
      evidence: context.evidence,
      set: { storages },
    }),
  };
}

function end(
  wipe: Wipe,
  report: Report,
  context: ReportContext & { to: 'erased' | 'failed'; reason?: string },
): ReportDecision {
  const { to, reason, now, evidence } = context;
  const acting = ['issued', 'accepted', 'unconfirmed'].includes(wipe.state);
  if (!acting || !STATES[wipe.state].next.includes(to)) return afterwards(wipe);
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
        storages: merge(wipe.storages, report.storages),
        ...(to === 'erased' ? { proof: 'report' } : { reason: reason ?? 'failed' }),
      },
    }),
  };
}

function refuse(wipe: Wipe, report: Report, context: ReportContext): ReportDecision {
  const reason = COMMAND_REFUSALS.find((name) => name === report.reason) ?? 'malformed';
  if (wipe.state !== 'issued') return afterwards(wipe);
  const current = wipe.commands.at(-1)?.commandHash === report.commandHash;
  const passing = PASSING_REFUSALS.includes(reason);
  if (current && !passing) return end(wipe, report, { ...context, to: 'failed', reason });
  const told = wipe.events.some(
    ({ type, detail }) =>
      type === 'command-refused' && detail?.['commandHash'] === report.commandHash,
  );
  if (told) return { kind: 'duplicate' };
  const noted = note(wipe, {
    type: 'command-refused',
    by: handset(wipe),
    at: context.now,
    detail: { reason, commandHash: report.commandHash },
    evidence: context.evidence,
  });
  return { kind: 'change', wipe: noted };
}

/** A report that comes when nothing is expected: a repetition, or one that contradicts a signed claim. */
function afterwards(wipe: Wipe): ReportDecision {
  const done = ['accepted', 'erased', 'failed', 'unconfirmed'].includes(wipe.state);
  return done ? { kind: 'duplicate' } : { kind: 'drop', why: 'contradiction' };
}

/** The last word on each storage. */
function merge(known: readonly StorageResult[] = [], news: readonly StorageResult[]) {
  const kinds = ['internal', 'sd'] as const;
  return kinds.flatMap((kind) => {
    const latest = [...known, ...news].findLast((storage) => storage.kind === kind);
    return latest ? [latest] : [];
  });
}

function results(storages: readonly StorageResult[]): Record<string, string> {
  return Object.fromEntries(storages.map(({ kind, result }) => [kind, result]));
}
