/** The link by which anybody who was told of a wipe may say "this was not me". Its secret is nowhere at rest. */
import { annotate } from '#domain/wipe/advance.ts';
import { contestHashOf } from '#domain/wipe/contest.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { MacKey } from '../aws/mac-key.ts';
import type { Wipes } from '../store/wipes.ts';

export interface LinkSources {
  readonly contestKey: MacKey;
  readonly pageOrigin: string;
  readonly wipes: Pick<Wipes, 'change'>;
  readonly now: () => number;
}

/** 128 bits in base64url: an SMS has little room. */
const SECRET_LENGTH = 22;

/**
 * The same link at each message of a wipe. What comes after `#` is sent to no server, so it is in no log and no Referer.
 * Before the first message goes out the wipe learns the hash of the secret: a link works from the moment it is read.
 */
export async function contestLink(sources: LinkSources, wipe: Wipe): Promise<string> {
  const { wipeId, contestHash: known } = wipe;
  const mac = await sources.contestKey.mac(`contest ${wipeId}`);
  const secret = mac.toString('base64url').slice(0, SECRET_LENGTH);
  const contestHash = contestHashOf(wipeId, secret);
  if (known !== contestHash)
    await sources.wipes.change(wipe, (present) =>
      present.contestHash === contestHash
        ? present
        : annotate(present, sources.now(), { contestHash }),
    );
  return `${sources.pageOrigin}/not-me#${wipeId}.${secret}`;
}
