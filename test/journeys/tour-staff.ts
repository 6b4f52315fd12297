/** What staff do on the tour: clerks at the counter, whoever has to agree, and operators. */
import { ApiProblem } from '#demo/api-client.ts';
import { until } from '#demo/until.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { askAtCounter, toDecide } from './counter.ts';
import { Hardware } from './hardware.ts';
import { byTwo, operators } from './operator.ts';
import type { Stage, TestLine } from './stage.ts';
import { comesTo, comesToRest, request, waiting } from './wipes.ts';

/** Wipes that a clerk may ask for in an hour on the tour, and is suspended by the next one. */
export const CLERKS_LIMIT = 2;

/** Why anything is done: what people type may be anything. */
export const REASON = 'canary reason: the sister called from ward 7';

/** Asked for at the counter, one after the other: agreed to, turned down, cancelled, and one too many. */
export async function atTheCounter(stage: Stage): Promise<TestLine[]> {
  const [approved, rejected] = await Promise.all([agreedTo(stage), turnedDown(stage)]);
  const byShop = await cancelled(stage, async (wipeId) => (await stage.clerk()).cancel(wipeId));
  const byOperations = await cancelled(stage, async (wipeId) =>
    (await stage.operator()).cancel(wipeId, REASON),
  );
  return [approved, rejected, byShop, byOperations, ...(await oneTooMany(stage))];
}

async function agreedTo(stage: Stage): Promise<TestLine> {
  const { wipeId, line, handset } = await awaitingApproval(stage);
  const approver = await stage.approver('shop-approver');
  await approver.approve(await toDecide(approver, wipeId), REASON);
  await handset.notified();
  const command = await handset.askForCommand();
  await handset.report(command, 'accepted');
  await comesTo(stage, wipeId, 'accepted');
  await handset.report(command, 'erased');
  await comesToRest(stage, wipeId);
  return line;
}

async function turnedDown(stage: Stage): Promise<TestLine> {
  const { wipeId, line } = await awaitingApproval(stage);
  const approver = await stage.approver('approver');
  await approver.reject(await toDecide(approver, wipeId), REASON);
  await comesToRest(stage, wipeId);
  return line;
}

async function cancelled(
  stage: Stage,
  cancel: (wipeId: string) => Promise<unknown>,
): Promise<TestLine> {
  const { wipeId, line } = await awaitingApproval(stage);
  await cancel(wipeId);
  await comesToRest(stage, wipeId);
  return line;
}

/** Its customer is not there, and its workflow waits for a second person. */
async function awaitingApproval(stage: Stage) {
  const line = await stage.line();
  const handset = await new Hardware(stage, line).enrol();
  const clerk = await stage.clerk();
  const { wipeId } = await askAtCounter(clerk, line.number, { customerPresent: false });
  await until('the call for a second person', async () => {
    const { callback } = await stage.administrator.wipe(wipeId);
    return callback?.task === 'approval' || undefined;
  });
  return { wipeId, line, handset };
}

/** What was turned down counts no more, so the clerk asks until there is one too many. */
async function oneTooMany(stage: Stage): Promise<TestLine[]> {
  const clerk = await stage.clerk();
  const lines: TestLine[] = [];
  await until('the clerk to be suspended', async () => {
    const line = await stage.line();
    lines.push(line);
    await new Hardware(stage, line).enrol();
    const asked = askAtCounter(clerk, line.number, { customerPresent: true });
    return asked.then(
      () => undefined,
      (error: unknown) => isProblem(error, 'clerk-suspended') || Promise.reject(error),
    );
  });
  return lines;
}

/** An operator looks at a wipe from all sides, and holds it back. */
export async function heldBack(stage: Stage) {
  const { wipeId, line } = await waiting(stage);
  const operator = await stage.operator();
  await Promise.all([
    operator.wipes({ line: line.lineId }),
    operator.wipes({ wipe: wipeId }),
    operator.wipes({ stuck: 'true' }),
    operator.wipes(),
    operator.wipe(wipeId),
    operator.execution(wipeId),
    operator.workflow(),
    operator.why(wipeId),
  ]);
  await operator.act('redrive', wipeId, REASON);
  await operator.act('hold', wipeId, REASON);
  /** It is counted among those that have been held for long. */
  const isDone = async () =>
    (await stage.logged('wipes-measured')).some((each) => /"heldLong":[1-9]/.test(each));
  return { line, wipeId, isDone };
}

/** An hour and more later it is let go, and its handset called once more. */
export async function letGo(
  stage: Stage,
  { wipeId }: Awaited<ReturnType<typeof heldBack>>,
): Promise<void> {
  const operator = await stage.operator();
  await Promise.all([operator.health(), operator.limits({ clerk: 'p-clerk', shop: 'shop-1' })]);
  await operator.act('release', wipeId, REASON);
  await stage.asTimePasses('another call of the handset', MINUTE, () =>
    operator.act('notify', wipeId, REASON).catch((error: unknown) => {
      if (isProblem(error, 'not-waiting') || isProblem(error, 'too-soon')) return undefined;
      throw error;
    }),
  );
}

/** Paused by one, resumed by two, with a wipe that is asked for meanwhile; then withdrawn by two. */
export async function decidedByTwo(stage: Stage): Promise<TestLine> {
  const operator = await stage.operator();
  await operator.decide('pause', { reason: REASON });
  await operator.dispatch();
  const line = await stage.line();
  await new Hardware(stage, line).enrol();
  const { wipeId } = await request(stage, line);
  await comesTo(stage, wipeId, 'held');
  await byTwo(stage, 'resume', REASON);
  await untilReconciled(stage, wipeId, 'waiting-for-handset');
  await byTwo(stage, 'withdrawal', REASON);
  await untilReconciled(stage, wipeId, 'cancelled');
  await comesToRest(stage, wipeId);
  return line;
}

/** The clerk is brought back by two operators. */
export async function reinstated(stage: Stage): Promise<void> {
  const [first, second] = await operators(stage);
  const { proposal = 0 } = await first.reinstate('p-clerk', { reason: REASON });
  await second.reinstate('p-clerk', { reason: REASON, proposal });
  await first.clerk('p-clerk');
}

const untilReconciled = (
  stage: Stage,
  wipeId: string,
  state: 'waiting-for-handset' | 'cancelled',
) =>
  stage.asTimePasses(`${state} by the reconciler`, MINUTE, async () => {
    return (await stage.administrator.wipe(wipeId)).state === state || undefined;
  });

const isProblem = (error: unknown, code: string) =>
  error instanceof ApiProblem && error.code === code;
