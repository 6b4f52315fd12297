/** What one person of operations may cancel in an hour. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SCOPE_OF } from '#domain/governor/limits.ts';
import type { Wipes } from '#functions/store/wipes.ts';
import { aLine, aWipe, ENROLMENT_ID, NOW } from '#test/domain/builders.ts';
import { type Call, call, staff } from '../api-call.ts';
import { cancelling } from '../cancelling.ts';
import { captureLog, lines } from '../captured-log.ts';
import { LIMITS, startTables, type Tables } from '../tables.ts';

let tables: Tables;
let release: () => void;
beforeEach(async () => {
  release = captureLog();
  tables = await startTables();
  await tables.given({ lines: [aLine()] });
});
afterEach(async () => {
  release();
  await tables.stop();
});

const cancellation = (made: Call, wipes: Pick<Wipes, 'read' | 'save'> = tables.wipes) =>
  call(cancelling(tables, { wipes }), made);

describe('an operator who cancels one wipe after the other', () => {
  const operator = (n: number, person = 'operator-1', wipes?: Pick<Wipes, 'read' | 'save'>) =>
    cancellation(
      {
        path: { wipeId: `${ENROLMENT_ID}.${n}` },
        claims: { ...staff('ops'), person },
        body: { reason: 'Asked for by mistake' },
      },
      wipes,
    );
  const used = () =>
    tables.counts.size({ scope: `${SCOPE_OF.operator}operator-1`, kind: 'hour' }, NOW);
  const most = LIMITS.operatorLimits.operatorHour;
  beforeEach(async () => {
    for (let attempt = 1; attempt <= most + 2; attempt += 1)
      await tables.wipes.put(aWipe({ attempt }));
  });
  const cancelAll = async () => {
    for (let n = 1; n <= most; n += 1) expect(await operator(n)).toMatchObject({ status: 200 });
  };

  test('is stopped at the limit of an hour, with a line for the alarm, and nothing is changed', async () => {
    await cancelAll();
    const from = lines.length;

    const answer = await operator(most + 1);

    expect(answer).toMatchObject({
      status: 429,
      problem: 'limit-reached',
      body: { scope: 'operator', most, window: 'hour' },
    });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(lines.slice(from).map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ code: 'operator-limit-reached', person: 'operator-1' }),
    );
    const kept = await tables.wipes.read({ enrolmentId: ENROLMENT_ID, attempt: most + 1 });
    expect(kept?.state).toBe('requested');
  });

  test('is not stopped by what was cancelled already, nor anybody else by it', async () => {
    await cancelAll();

    expect(await operator(1)).toMatchObject({ status: 200 });
    expect(await operator(most + 1, 'operator-2')).toMatchObject({ status: 200 });
    const owners = await cancellation({ path: { wipeId: `${ENROLMENT_ID}.${most + 2}` } });
    expect(owners).toMatchObject({ status: 200 });
  });

  test('has nothing counted where somebody else was faster', async () => {
    const countedAtSave: number[] = [];
    const outrun: Pick<Wipes, 'read' | 'save'> = {
      ...tables.wipes,
      async save(before, after) {
        countedAtSave.push(await used());
        await cancellation({ path: { wipeId: before.wipeId } });
        await tables.wipes.save(before, after);
      },
    };

    const answer = await operator(1, 'operator-1', outrun);

    expect(answer).toMatchObject({ status: 200, body: { result: 'cancelled' } });
    expect(countedAtSave).toEqual([1]);
    expect(await used()).toBe(0);
  });
});
