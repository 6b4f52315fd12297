import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import { Wipe } from '#domain/wipe/wipe.ts';
import { checkCrash } from '#drill/crash/check/check.ts';
import type { Evidence, ExecutionSeen, TableSeen } from '#drill/crash/evidence.ts';
import { aWipe, LINE_ID, NOW } from '../domain/builders.ts';
import {
  aLife,
  anExecution,
  CANCELLED,
  ERASED,
  FIRST,
  ONE_TASK,
  SECOND,
  settled,
  soundEvidence,
} from './sound-evidence.ts';

let sound: Evidence;
beforeAll(async () => {
  sound = await soundEvidence();
});

/** The codes that the checker finds once something is otherwise, each once. */
async function codesWith(otherwise: Partial<Evidence>): Promise<string[]> {
  const found = await checkCrash({ ...sound, ...otherwise });
  return [...new Set(found.map(({ code }) => code))];
}

/** One wipe made otherwise, by its id. */
function wipesWith(wipeId: string, change: (wipe: Wipe) => Wipe): Pick<Evidence, 'wipes'> {
  return { wipes: sound.wipes.map((wipe) => (wipe.wipeId === wipeId ? change(wipe) : wipe)) };
}

function executionWith(otherwise: Partial<ExecutionSeen>): Pick<Evidence, 'executions'> {
  return { executions: [{ ...anExecution(ERASED, ONE_TASK), ...otherwise }] };
}

function indexWith(otherwise: Partial<TableSeen['indexes'][number]>): Pick<Evidence, 'tables'> {
  return {
    tables: sound.tables.map((table) => ({
      ...table,
      indexes: table.indexes.map((index) => ({ ...index, ...otherwise })),
    })),
  };
}

test('nothing is found where every promise was kept', async () => {
  expect(await checkCrash(sound)).toEqual([]);
});

describe('of requests, the checker finds', () => {
  const request = { key: 'key 1', lineId: LINE_ID, enrolmentId: FIRST };

  test('one that was accepted and is not there', async () => {
    const { wipes } = sound;

    const codes = await codesWith({ wipes: wipes.filter(({ wipeId }) => wipeId !== ERASED) });

    expect(codes).toContain('accepted-and-lost');
  });

  test('a key that was answered with two wipes', async () => {
    const answers = [ERASED, CANCELLED].map((wipeId) => ({ status: 202, wipeId }) as const);

    const codes = await codesWith({ requests: [{ ...request, answers }, ...sound.requests] });

    expect(codes).toContain('key-answered-twice');
    expect(codes).toContain('wrong-wipe-answered');
  });

  test('a key that made two wipes', async () => {
    const { requestKeyHash } = sound.wipes[0] ?? { requestKeyHash: '' };

    const codes = await codesWith(wipesWith(CANCELLED, (wipe) => ({ ...wipe, requestKeyHash })));

    expect(codes).toContain('key-made-two-wipes');
  });

  test('a wipe that nobody asked for', async () => {
    const requests = sound.requests.slice(1);

    expect(await codesWith({ requests })).toEqual(['wipe-without-request']);
  });

  test('a mistake of the server, but not that it was busy', async () => {
    const answers = [{ status: 500, code: 'internal' }];

    const codes = await codesWith({ requests: [...sound.requests, { ...request, answers }] });

    expect(codes).toEqual(['server-error-answered']);
  });

  test('a cancellation that was certain and did not hold', async () => {
    const cancellations = [{ wipeId: ERASED, answers: ['not-known-yet', 'cancelled'] }];

    expect(await codesWith({ cancellations })).toEqual(['cancelled-and-yet-not']);
  });
});

describe('of ends, the checker finds', () => {
  test('a wipe that did not end', async () => {
    const open = (wipe: Wipe) =>
      aWipe({ state: 'issued', enrolmentId: FIRST, requestKeyHash: wipe.requestKeyHash });

    expect(await codesWith(wipesWith(ERASED, open))).toContain('wipe-not-settled');
  });

  test('a settled wipe that is still in the index of open ones', async () => {
    const listed = (wipe: Wipe) => Wipe.parse({ ...wipe, openShard: '0', nextActionAt: NOW });

    expect(await codesWith(wipesWith(ERASED, listed))).toEqual(['wipe-not-settled']);
  });

  test('a record that is missing', async () => {
    const records = new Map([...sound.records, [ERASED, 'record-not-ready'] as const]);

    expect(await codesWith({ records })).toEqual(['record-missing']);
  });

  test('a record that was changed', async () => {
    const record = sound.records.get(ERASED);
    if (typeof record !== 'object') throw new Error('the sound evidence has no record');
    const changed = { ...record, record: { ...record.record, result: 'failed' } };

    const codes = await codesWith({ records: new Map([...sound.records, [ERASED, changed]]) });

    expect(codes).toEqual(['record-broken']);
  });

  test('a record of another end', async () => {
    const other = sound.records.get(CANCELLED);
    if (other === undefined) throw new Error('the sound evidence has no record');

    const codes = await codesWith({ records: new Map([...sound.records, [ERASED, other]]) });

    expect(codes).toEqual(['record-of-another-end']);
  });

  test('an account holder who was not told', async () => {
    expect(await codesWith({ messages: sound.messages.slice(1) })).toEqual(['end-not-told']);
  });

  test('one who was told twice, where no crash explains it', async () => {
    const [first] = sound.messages;
    if (first === undefined) throw new Error('the sound evidence has no message');
    const messages = [...sound.messages, { ...first, at: first.at + 1_000 }];
    const elsewhere = [{ from: first.at + 2_000, to: first.at + 3_000 }];
    const between = [{ from: first.at + 10, to: first.at + 900 }];

    expect(await codesWith({ messages, outages: elsewhere })).toEqual(['end-told-again']);
    expect(await codesWith({ messages, outages: between })).toEqual([]);
  });

  test('one who was told of an end that was none', async () => {
    const wipes = sound.wipes.filter(({ wipeId }) => wipeId !== CANCELLED);

    expect(await codesWith({ wipes })).toContain('end-told-that-was-none');
  });
});

describe('of erasures, the checker finds', () => {
  const erasureBy = (wipeId: string) => ({
    ...{ at: '2026-03-11T00:00:00Z', handset: '0001', event: 'erased' },
    wipeId,
  });
  const gone = { left: [] };
  const otherThan = (enrolmentId: string) =>
    sound.lives.filter((life) => life.enrolmentId !== enrolmentId);

  test('a life that was erased twice', async () => {
    const events = [...sound.events, ...sound.events];

    expect(await codesWith({ events })).toEqual(['erased-twice']);
  });

  test('one erased twice by two wipes of it', async () => {
    const events = [...sound.events, erasureBy(`${FIRST}.2`)];

    expect(await codesWith({ events })).toContain('erased-twice');
  });

  test('a handset that says that it carried out what was cancelled', async () => {
    const events = [...sound.events, erasureBy(CANCELLED)];

    expect(await codesWith({ events })).toEqual(['erased-though-cancelled']);
  });

  test.each(['cancelled', 'refused', 'expired', 'failed'] as const)(
    'files gone of a life whose wipe is %s',
    async (state) => {
      const lives = [...otherThan(SECOND), aLife(SECOND, { nth: 2, ...gone })];
      const ended = (wipe: Wipe) =>
        settled(aWipe({ state, enrolmentId: SECOND, requestKeyHash: wipe.requestKeyHash }));

      const codes = await codesWith({ lives, ...wipesWith(CANCELLED, ended) });

      expect(codes).toContain(`erased-though-${state}`);
    },
  );

  test('files gone of a first life that nobody asked to wipe', async () => {
    const lives = [...sound.lives, aLife(digest('another'), { handset: 1, ...gone })];

    expect(await codesWith({ lives })).toEqual(['erased-without-wipe']);
  });

  test('files gone of a next life', async () => {
    const lives = [...sound.lives, aLife(digest('another'), { nth: 3, ...gone })];

    expect(await codesWith({ lives })).toEqual(['next-life-erased']);
  });

  test('nothing where somebody reset the handset by hand', async () => {
    const lives = [...sound.lives, aLife(digest('another'), { resetByHand: true, ...gone })];

    expect(await codesWith({ lives })).toEqual([]);
  });

  test('files that are there after a wipe that is shown as done', async () => {
    const lives = [...otherThan(FIRST), aLife(FIRST)];

    const codes = await codesWith({ lives });

    expect(codes).toEqual(['erased-and-yet-there', 'card-erased-and-yet-there']);
  });

  test('a card that is empty, and storage that is not, only where the storage could not be erased', async () => {
    const lives = [
      ...otherThan(SECOND),
      aLife(SECOND, { nth: 2, left: [join('internal', 'note.txt')] }),
    ];
    const failedFor = (reason: string) => (wipe: Wipe) =>
      settled(
        aWipe({
          state: 'failed',
          enrolmentId: SECOND,
          reason,
          requestKeyHash: wipe.requestKeyHash,
        }),
      );
    const codesOf = async (reason: string) =>
      (await codesWith({ lives, ...wipesWith(CANCELLED, failedFor(reason)) })).filter((code) =>
        code.startsWith('erased'),
      );

    expect(await codesOf('internal-not-erased')).toEqual([]);
    expect(await codesOf('not-received')).toEqual(['erased-though-failed']);
  });
});

describe('of the audit, the checker finds', () => {
  test('an item that is no wipe', async () => {
    expect(await codesWith({ malformedWipes: [{ state: 'lost' }] })).toEqual(['wipe-malformed']);
  });

  test('a chain that does not hold', async () => {
    const altered = (wipe: Wipe) =>
      Wipe.parse({
        ...wipe,
        events: wipe.events.map((event, index) => (index === 1 ? { ...event, at: 1 } : event)),
      });

    expect(await codesWith(wipesWith(ERASED, altered))).toContain('chain-broken');
  });

  test('a move that the table does not have', async () => {
    const cut = (wipe: Wipe) =>
      Wipe.parse({ ...wipe, events: wipe.events.filter((_, index) => index !== 1) });

    expect(await codesWith(wipesWith(ERASED, cut))).toContain('move-not-allowed');
  });

  test('a state that no event brought', async () => {
    const cut = (wipe: Wipe) => Wipe.parse({ ...wipe, events: wipe.events.slice(0, -1) });

    expect(await codesWith(wipesWith(ERASED, cut))).toContain('state-without-event');
  });

  test('an attempt that is missing', async () => {
    const second = (wipe: Wipe) =>
      settled(
        aWipe({
          state: 'cancelled',
          enrolmentId: SECOND,
          attempt: 2,
          requestKeyHash: wipe.requestKeyHash,
        }),
      );

    expect(await codesWith(wipesWith(CANCELLED, second))).toContain('attempt-missing');
  });

  test('an attempt after an erasure, and one before the last had ended', async () => {
    const another = (enrolmentId: string, requestedAt: number) =>
      settled(aWipe({ state: 'cancelled', enrolmentId, attempt: 2, requestedAt }));
    const codesOf = (wipe: Wipe) => codesWith({ wipes: [...sound.wipes, wipe] });

    expect(await codesOf(another(FIRST, NOW + 1))).toContain('attempts-overlap');
    expect(await codesOf(another(SECOND, NOW - 1))).toContain('attempts-overlap');
    expect(await codesOf(another(SECOND, NOW + 1))).not.toContain('attempts-overlap');
  });
});

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

describe('of indexes, the checker finds', () => {
  test('an entry that is missing', async () => {
    expect(await codesWith(indexWith({ items: [] }))).toEqual(['index-entry-missing']);
  });

  test('an entry of an item that is not there, or has not its keys any more', async () => {
    const items = [
      { id: 'a', owner: 'x' },
      { id: 'b', owner: 'y' },
    ];

    expect(await codesWith(indexWith({ items }))).toEqual(['index-entry-left']);
  });

  test('an entry that says something else', async () => {
    const items = [{ id: 'a', owner: 'y' }];

    expect(await codesWith(indexWith({ items }))).toEqual(['index-entry-differs']);
  });

  test('an entry without what it is to carry', async () => {
    expect(await codesWith(indexWith({ carries: ['more'] }))).toEqual(['index-entry-differs']);
    expect(await codesWith(indexWith({ carries: 'all' }))).toEqual(['index-entry-differs']);
  });
});

describe('of what was left behind, the checker finds', () => {
  test('dead letters', async () => {
    expect(await codesWith({ deadLetters: [{ queue: 'q', body: '{}' }] })).toEqual(['dead-letter']);
  });

  test.each(['internal-failure', 'thread-failed', 'event-stuck', 'indexes-repaired'])(
    '%s on the log',
    async (event) => {
      const log = [...sound.log, { part: 'any', event }];

      expect(await codesWith({ log })).toEqual([`${event}-logged`]);
    },
  );

  test('a call that failed, but not one that was throttled', async () => {
    const failed = (reason: string) => ({
      log: [{ part: 'http-api', event: 'integration-failed', reason }],
    });

    expect(await codesWith(failed('ServiceException'))).toEqual(['integration-failed-logged']);
    expect(await codesWith(failed('TooManyRequestsException'))).toEqual([]);
  });

  test('a call that failed, but not because its function ran out of time', async () => {
    const line = { part: 'http-api', event: 'integration-failed', reason: 'function-error' };
    const requests = [
      ...sound.requests,
      {
        key: 'key 4',
        lineId: LINE_ID,
        enrolmentId: FIRST,
        answers: [{ status: 500, code: 'gateway' }],
      },
    ];

    expect(await codesWith({ log: [line], requests, timeouts: 1 })).toEqual([]);
    expect(await codesWith({ log: [line, line], timeouts: 1 })).toEqual([
      'integration-failed-logged',
    ]);
    expect(await codesWith({ requests })).toEqual(['server-error-answered']);
  });

  test('a function that crashed', async () => {
    const functionLog = [{ code: 'request-crashed', line: '{}' }];

    expect(await codesWith({ functionLog })).toEqual(['request-crashed-logged']);
  });

  test('handsets that do not come to rest, are in trouble, or whose process crashed', async () => {
    const trouble = { at: '', handset: '0001', event: 'trouble', code: 'unexpected' };

    expect(await codesWith({ restless: [3] })).toEqual(['handset-not-at-rest']);
    expect(await codesWith({ crashes: 1 })).toEqual(['handset-process-crashed']);
    expect(await codesWith({ events: [...sound.events, trouble] })).toEqual(['handset-in-trouble']);
  });
});
