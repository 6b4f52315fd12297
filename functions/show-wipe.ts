/** `GET /v1/wipes/{wipeId}`: one wipe with its timeline; a page polls it with `If-None-Match`. */
import { isSettled } from '#domain/wipe/due.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { dynamo } from './aws/dynamo.ts';
import { readEnvironment } from './contract/environment.ts';
import { type ApiHandler, api } from './http/api.ts';
import { wipeKeyOf } from './http/input.ts';
import { ownWipe, type WipeSources } from './http/own-wipe.ts';
import { subscriberOf } from './http/person.ts';
import { json } from './http/problem.ts';
import { wipeView } from './http/views.ts';
import { linesIn } from './store/lines.ts';
import { wipesIn } from './store/wipes.ts';

/** Seconds that a page should wait before it asks again. */
const SOON = '2';
const LATER = '30';

/** Soon while the service itself is at work; a handset may take weeks, and what is settled stays. */
function retryAfter(wipe: Wipe): string {
  const waits = wipe.state === 'held' || wipe.state === 'waiting-for-handset';
  return waits || isSettled(wipe) ? LATER : SOON;
}

export const showWipe =
  (deps: WipeSources): ApiHandler =>
  async (event) => {
    const person = subscriberOf(event);
    const wipe = await ownWipe(deps, wipeKeyOf(event), person);

    const etag = `"${wipe.version}"`;
    const headers = { etag, 'retry-after': retryAfter(wipe), 'cache-control': 'private, no-cache' };
    if (isKnown(event.headers['if-none-match'], etag))
      return { statusCode: 304, headers, body: '' };
    return json(200, wipeView(wipe), headers);
  };

/** RFC 9110 section 13.1.2: a list, compared weakly, for whoever compresses on the way weakens a tag. */
function isKnown(header: string | undefined, etag: string): boolean {
  const known = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}

const dependencies = (): WipeSources => {
  const environment = readEnvironment('show-wipe');
  const client = dynamo();
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
  };
};

export const handler = api(showWipe(dependencies()));
