/** A whole system for one test file, and the AWS CLI beside it. */
import { afterAll, beforeAll } from '@jest/globals';
import { PATIENCE, Stage } from '#test/journeys/stage.ts';
import { AwsCli } from './aws-cli.ts';

/** What a test file has from its first test on. */
export interface ClientStage {
  readonly stage: Stage;
  readonly aws: AwsCli;
}

/** Sets the stage before the file's first test and strikes it after its last. */
export function setClientStage(): () => ClientStage {
  let set: ClientStage | undefined;
  beforeAll(async () => {
    const stage = await Stage.set();
    set = { stage, aws: await AwsCli.in(stage.folder, stage.system.endpoint) };
  }, 2 * PATIENCE);
  afterAll(async () => {
    await set?.stage.strike();
  }, 2 * PATIENCE);
  return () => {
    if (set === undefined) throw new Error('the stage is not set before the first test');
    return set;
  };
}
