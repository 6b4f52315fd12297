/** Histories: every execution ended, without a gap, and no task that had its result ran again. */
import { parseWipeId } from '#domain/wipe/wipe.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence, ExecutionSeen } from '../evidence.ts';

const RESULTS = ['TaskSucceeded', 'TaskFailed', 'TaskTimedOut'];

export function checkHistories({ executions, wipes }: Evidence): Violation[] {
  const known = new Set(wipes.map(({ wipeId }) => wipeId));
  return executions.flatMap((execution) => {
    const { name, status } = execution;
    const wipeId = name.replace(/-\d+$/, '');
    const found = [...checkEvents(execution)];
    if (status === 'RUNNING') found.push({ code: 'execution-open', evidence: execution });
    else if (status !== 'SUCCEEDED' && !ranOutOfTime(execution))
      found.push({ code: 'execution-failed', evidence: execution });
    if (parseWipeId(wipeId) === undefined || !known.has(wipeId))
      found.push({ code: 'execution-without-wipe', evidence: { name } });
    return found.map((each) => ({ ...each, wipeId }));
  });
}

/** The drill pushes time on, and a task that this meets has taken too long. The wipe gets another run. */
function ranOutOfTime({ history }: ExecutionSeen): boolean {
  return history.findLast(({ type }) => RESULTS.includes(type))?.type === 'TaskTimedOut';
}

function checkEvents({ name, history }: ExecutionSeen): Violation[] {
  const found: Violation[] = [];
  let state: { scheduled: boolean; finished: boolean } | undefined;
  for (const [index, event] of history.entries()) {
    const evidence = { name, before: history[index - 1], event };
    if (event.id !== index + 1 || event.previous >= event.id)
      found.push({ code: 'history-with-gap', evidence });
    if (event.type.endsWith('StateEntered')) state = { scheduled: false, finished: false };
    if (state === undefined) continue;
    if (event.type === 'TaskScheduled') {
      // A retry follows a failure; nothing follows a success.
      if (state.finished || state.scheduled) found.push({ code: 'task-ran-again', evidence });
      state.scheduled = true;
    }
    if (RESULTS.includes(event.type)) {
      if (!state.scheduled) found.push({ code: 'result-without-task', evidence });
      state.scheduled = false;
      state.finished ||= event.type === 'TaskSucceeded';
    }
  }
  return found;
}
