import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ApiProblem } from '#demo/api-client.ts';
import type { Operator } from '#demo/operator.ts';
import { until } from '#demo/until.ts';
import { DAY, HOUR, MINUTE } from '#domain/wipe/settings.ts';
import { PATIENCE, Stage } from './stage.ts';
import { comesTo, issued, waiting } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

const REASON = 'The owner has called';

let stage: Stage;
let operator: Operator;

beforeAll(async () => {
  stage = await Stage.set();
  operator = await stage.operator();
});

afterAll(() => stage.strike());

/** Signs in again: time was pushed on. */
async function pushTime(milliseconds: number): Promise<void> {
  stage.shift(milliseconds);
  operator = await stage.operator();
}

const problemOf = (call: Promise<unknown>): Promise<ApiProblem> =>
  call.then(
    () => {
      throw new Error('no problem');
    },
    (error: ApiProblem) => error,
  );

describe('operations', () => {
  test('find a wipe by its line, its state and itself, and see all of it', async () => {
    const { wipeId, line, handset } = await waiting(stage);

    await until('the index to have it', async () => {
      const { wipes } = await operator.wipes({ line: line.lineId, state: 'waiting-for-handset' });
      return wipes.find((each) => each.wipeId === wipeId);
    });
    expect((await operator.wipes({ wipe: wipeId })).wipes).toMatchObject([{ wipeId }]);
    expect((await operator.wipes({ state: 'waiting-for-handset' })).wipes).toContainEqual(
      expect.objectContaining({ wipeId, lineId: line.lineId, requestedBy: 'p-office' }),
    );
    expect(await operator.wipe(wipeId)).toMatchObject({
      wipeId,
      chain: { intact: true },
      enrolment: { state: 'current' },
      stuck: false,
      enrolmentId: handset.enrolmentId,
    });
  });

  test('see its run without the token that it waits on, and the machine that it follows', async () => {
    const { wipeId } = await waiting(stage);
    const { callback } = await stage.administrator.wipe(wipeId);

    const execution = await operator.execution(wipeId);
    const { definition } = await operator.workflow();

    expect(execution).toMatchObject({ run: 1, runs: 1, status: 'RUNNING' });
    expect(execution.definition).toEqual(definition);
    expect(definition).toMatchObject({ StartAt: 'Check eligibility' });
    expect(execution.events.map(({ state }) => state)).toContain(
      'Dispatch and wait for the handset',
    );
    const scheduled = execution.events.findLast(({ type }) => type === 'TaskScheduled');
    expect(JSON.stringify(scheduled)).toContain('enrolmentId');
    expect(callback?.token.length).toBeGreaterThan(20);
    expect(JSON.stringify(execution)).not.toContain(callback?.token);
    expect(await problemOf(operator.execution(wipeId, { run: '2' }))).toMatchObject({
      code: 'run-not-found',
    });
    expect(await problemOf(operator.execution(wipeId, { after: 'nothing' }))).toMatchObject({
      code: 'parameter-malformed',
    });
  });

  test('hold a wipe back from its handset, and let it go', async () => {
    const { wipeId, handset } = await waiting(stage);

    await operator.act('hold', wipeId, REASON);
    await handset.askForNothing();
    await operator.act('release', wipeId, REASON);
    stage.shift(MINUTE);
    await comesTo(stage, wipeId, 'waiting-for-handset');
    await handset.askForCommand();

    operator = await stage.operator();
    const { timeline, chain } = await operator.wipe(wipeId);
    expect(chain.intact).toBe(true);
    expect(timeline.filter(({ by }) => by.id === 'p-operator')).toMatchObject([
      { type: 'hold-set', to: 'held', reason: REASON },
      { type: 'hold-lifted', to: 'held', reason: REASON },
    ]);
  });

  test('start another run, which joins where the wipe is and takes it to its end', async () => {
    const { wipeId, handset, command } = await issued(stage);

    await operator.act('redrive', wipeId, REASON);
    await until('the new run to wait', async () => {
      const { events } = await operator.execution(wipeId);
      return events.some(({ type }) => type === 'TaskSubmitted') || undefined;
    });
    await handset.report(command, 'accepted');
    await comesTo(stage, wipeId, 'accepted');
    await handset.report(command, 'erased');
    await until('the new run to end', async () => {
      const { status } = await operator.execution(wipeId);
      return status === 'SUCCEEDED' || undefined;
    });

    const [first, second] = await Promise.all([
      operator.execution(wipeId, { run: '1' }),
      operator.execution(wipeId, { run: '2' }),
    ]);
    expect(second).toMatchObject({ run: 2, runs: 2 });
    expect(first).toMatchObject({ run: 1, status: 'RUNNING' });
    expect(await operator.wipe(wipeId)).toMatchObject({ state: 'erased', run: 2 });
  });

  test('wake the handset of a wipe that waits', async () => {
    const { wipeId } = await waiting(stage);
    const { notices } = await stage.administrator.wipe(wipeId);
    await pushTime(2 * MINUTE);

    await operator.act('notify', wipeId, REASON);
    stage.shift(MINUTE);

    await until('another notice', async () => {
      const found = await stage.administrator.wipe(wipeId);
      return found.notices > notices || undefined;
    });
  });

  test('ask the rules why, of a wipe and of facts', async () => {
    const { wipeId } = await waiting(stage);

    const own = await operator.why(wipeId);
    const changed = { ...own.facts, line: { ...own.facts.line, plan: 'mvno' as const } };
    const refused = await operator.why(changed);

    expect(own.eligibility.outcome).not.toBe('REFUSE');
    expect(refused.eligibility).toMatchObject({ outcome: 'REFUSE', primary: 'X_NOT_DOCOMO_LINE' });
  });

  test('see how the service does, and are told of what is held for long', async () => {
    const { wipeId } = await waiting(stage);
    await operator.act('hold', wipeId, REASON);
    await pushTime(2 * HOUR);

    const { states, open } = await operator.health();

    expect(states.held).toBeGreaterThanOrEqual(1);
    expect(open.wipes).toBeGreaterThanOrEqual(1);
    await until('a line that counts it', async () =>
      (await stage.logged('wipes-measured')).find((line) => /"heldLong":[1-9]/.test(line)),
    );
  });
});

test('the year that a list covers has no wipe left out after time has passed', async () => {
  const { wipeId } = await waiting(stage);
  await pushTime(20 * DAY);

  const seen: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Awaited<ReturnType<Operator['wipes']>> = await operator.wipes({
      limit: '3',
      ...(after && { after }),
    });
    seen.push(...page.wipes.map((each) => each.wipeId));
    after = page.next;
  }

  expect(seen).toContain(wipeId);
  expect(new Set(seen).size).toBe(seen.length);
});
