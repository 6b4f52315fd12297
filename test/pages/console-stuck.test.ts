/** A wipe that nobody repairs: operations find it among the stuck ones, start it again, and the phone is erased. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { ja } from '#console/texts/ja/ja.ts';
import { assemble } from '#demo/assemblies.ts';
import { NO_LIMITS } from '#demo/context.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { isErased } from '../journeys/erased.ts';
import { takeAway } from '../journeys/grants.ts';
import { PATIENCE, reaches } from '../journeys/stage.ts';
import { owner, request } from '../journeys/wipes.ts';
import { type House, openHouse } from './house.ts';
import { Operations } from './operations.ts';

jest.setTimeout(2 * PATIENCE);

let house: House;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-wipe-stuck-'));
  const assemblyDir = join(folder, 'assembly');
  await assemble(assemblyDir, NO_LIMITS);
  // The schedule may not call the reconciler, which would mend what is stuck within a minute.
  const from = ['ReconciliationEveryMinuteRoleDefaultPolicy'];
  await takeAway(assemblyDir, [{ action: 'lambda:InvokeFunction', from }]);
  house = await openHouse({ assemblyDir });
}, PATIENCE);
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
}, PATIENCE);

test('operations find a stuck wipe, redrive it, and see it through', async () => {
  const [member] = await house.stage.crew(1);
  if (member === undefined) throw new Error('nobody came');
  const before = await member.files();
  await member.disconnect();
  const { wipeId } = await request(house.stage, member.line);
  await reaches(await owner(house.stage), wipeId, 'waiting-for-handset');
  await house.stage.administrator.loseRun(wipeId);
  // Past the next wake-up, which nobody has sent.
  house.stage.shift(20 * MINUTE);
  const operator = await Operations.at(house, '/wipes');

  await operator.showView(ja.wipes.views.given.stuck);
  await operator.rowOf(wipeId).getByRole('link').click();
  await operator.visitor.reads(ja.wipe.standing.stuck);
  await operator.visitor.button(ja.wipe.acts.names.redrive).click();
  await operator.confirm(ja.wipe.acts.names.redrive, 'the run was lost');
  await operator.visitor.reads(ja.wipe.acts.done.redrive);
  await operator.visitor.reads(/実行 2\/2/);
  await member.connect();
  await operator.fact(ja.wipe.facts.state, ja.terms.states.erased).waitFor();

  await isErased(member, before);
  await operator.visitor.leave();
});
