/** `GET /v1/wipes/{wipeId}/record`: the sealed record, as it was signed. */
import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { wipeKeyOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { json, ProblemError } from './http/problem.ts';
import { signedIn } from './http/signed-in.ts';
import { visibleWipe, type WipeSources } from './http/visible-wipe.ts';
import { noteLook } from './ops/note-look.ts';
import { linesIn } from './store/lines.ts';
import { type Records, recordsIn } from './store/records.ts';
import { wipesIn } from './store/wipes.ts';

interface Dependencies extends WipeSources {
  readonly records: Pick<Records, 'get'>;
}

export const showRecord =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'subscriber', 'shop', 'ops');
    const { wipe } = await visibleWipe(deps, wipeKeyOf(event), caller);
    const { wipeId, record } = wipe;
    if (record === undefined)
      throw new ProblemError('record-not-ready', {}, { 'retry-after': '5' });

    noteLook(caller, wipeId);
    return json(200, await deps.records.get(wipeId, record.revision));
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-record');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    records: recordsIn(new S3Client({}), environment.RECORDS_BUCKET),
  };
};

export const handler = api(showRecord(dependencies())).use(signedIn());
