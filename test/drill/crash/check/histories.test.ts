import { describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Evidence, ExecutionSeen } from '#drill/crash/evidence.ts';
import { anExecution, codesWith, ERASED, ONE_TASK } from '../sound-evidence.ts';

function executionWith(otherwise: Partial<ExecutionSeen>): Pick<Evidence, 'executions'> {
  return { executions: [{ ...anExecution(ERASED, ONE_TASK), ...otherwise }] };
}

describe('of histories, the checker finds', () => {
  const through = (...types: string[]) => anExecution(ERASED, types).history;

  test('an execution that did not end', async () => {
    expect(await codesWith(executionWith({ status: 'RUNNING' }))).toEqual(['execution-open']);
  });

  test('one that failed, unless time that was pushed on ran out for its last task', async () => {
    const task = ['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled'];
    const ended = (result: string) =>
      executionWith({ status: 'FAILED', history: through(...task, result, 'ExecutionFailed') });

    expect(await codesWith(ended('TaskFailed'))).toEqual(['execution-failed']);
    expect(await codesWith(ended('TaskTimedOut'))).toEqual([]);
  });

  test('a task that ran again after its result', async () => {
    const types = ONE_TASK.toSpliced(5, 0, 'TaskScheduled', 'TaskStarted', 'TaskSucceeded');

    expect(await codesWith(executionWith({ history: through(...types) }))).toEqual([
      'task-ran-again',
    ]);
  });

  test('a task that ran twice at a time, but not one that is tried again', async () => {
    const twice = ONE_TASK.toSpliced(3, 0, 'TaskScheduled');
    const retried = ONE_TASK.toSpliced(3, 0, 'TaskFailed', 'TaskScheduled');

    expect(await codesWith(executionWith({ history: through(...twice) }))).toEqual([
      'task-ran-again',
    ]);
    expect(await codesWith(executionWith({ history: through(...retried) }))).toEqual([]);
  });

  test('a result that came twice', async () => {
    const types = ONE_TASK.toSpliced(5, 0, 'TaskSucceeded');

    expect(await codesWith(executionWith({ history: through(...types) }))).toEqual([
      'result-without-task',
    ]);
  });

  test('a gap', async () => {
    const history = through(...ONE_TASK).filter(({ id }) => id !== 4);

    expect(await codesWith(executionWith({ history }))).toEqual(['history-with-gap']);
  });

  test('one of no wipe', async () => {
    const codes = await codesWith(executionWith({ name: `${digest('nobody')}.1-1` }));

    expect(codes).toEqual(['execution-without-wipe']);
  });
});
