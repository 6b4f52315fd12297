/** `GET /v1/wipes/{wipeId}`: one wipe with its timeline; a page polls it with `If-None-Match`. */
import { digestOf } from '#domain/audit/digest.ts';
import { isSettled } from '#domain/wipe/due.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { answerUnlessKnown } from './http/entity-tag.ts';
import { wipeKeyOf } from './http/input.ts';
import { callerIn } from './http/person.ts';
import { signedIn } from './http/signed-in.ts';
import { wipeView } from './http/views.ts';
import { visibleWipe, type WipeSources } from './http/visible-wipe.ts';
import { noteLook } from './ops/note-look.ts';
import { linesIn } from './store/lines.ts';
import { wipesIn } from './store/wipes.ts';

/** Seconds that a page should wait before it asks again. */
const SOON = '2';
const LATER = '30';

/** A handset that is on answers within this time of being called; one that is off may take weeks. Milliseconds. */
const ANSWERS_WITHIN = MINUTE;

interface Dependencies extends WipeSources {
  readonly now: () => number;
}

/** Soon while the service itself is at work, and while the handset may be about to answer; what is settled stays. */
function retryAfter(wipe: Wipe, now: number): string {
  const since = wipe.events.at(-1)?.at ?? wipe.requestedAt;
  const waits = wipe.state === 'held' || wipe.state === 'waiting-for-handset';
  const waitsLong = waits && now - since >= ANSWERS_WITHIN;
  return waitsLong || isSettled(wipe) ? LATER : SOON;
}

export const showWipe =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const caller = callerIn(event, 'subscriber', 'shop', 'ops');
    const { wipe, line } = await visibleWipe(deps, wipeKeyOf(event), caller);

    // Not the version: the number and the model's name change without it.
    const view = wipeView(wipe, line);
    const headers = {
      etag: `"${digestOf(view)}"`,
      'retry-after': retryAfter(wipe, deps.now()),
      'cache-control': 'private, no-cache',
    };
    return answerUnlessKnown(event, headers, () => {
      noteLook(caller, wipe.wipeId);
      return view;
    });
  };

const dependencies = (): Dependencies => {
  const environment = readEnvironment('show-wipe');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
    now: Date.now,
  };
};

export const handler = api(showWipe(dependencies())).use(signedIn());
