/** After the last kill: time is pushed on until every deadline, wait and repair has had its turn. */

import { within } from '#demo/until.ts';
import { DAY, MINUTE } from '#domain/wipe/settings.ts';
import type { AwsView } from './aws-view.ts';
import { askFor, type Site, tell } from './load.ts';
import { HANDSETS } from './plan.ts';

/** How long the whole of it may take, real milliseconds, before the drill collects what there is. */
const PATIENCE = 600_000;
/** How long nothing moves before time is pushed, real milliseconds, and by how much it is pushed. */
const QUIET = 700;
const PUSH = 2 * MINUTE;
/** After so many pushes somebody switches the handsets off and on: each try in vain makes them wait longer. */
const PUSHES_IN_VAIN = 10;
/** Beyond the longest deadline that anybody asked for, and the waits behind it. */
const BEYOND_DEADLINES = 31 * DAY;
/** A line gets three codes for enrolling in an hour. */
const BEYOND_CODES = 65 * MINUTE;

/**
 * Brings the site to rest; `absent` handsets come back only when all deadlines are over. Where patience ends first, what
 * is not at rest is the checker's to find.
 */
export async function settle(
  site: Site,
  view: AwsView,
  { absent, tell: say }: { absent: readonly number[]; tell: (what: string) => void },
): Promise<void> {
  const { system, lives } = site;
  const end = performance.now() + PATIENCE;
  const present = range(HANDSETS).filter((handset) => !absent.includes(handset));
  const pushing = { site, view, end, handsets: present };
  for (const handset of absent) tell(site, handset, { do: 'off' });
  for (const handset of absent) await askFor(site, handset);
  await system.pushClock(BEYOND_CODES);
  for (const handset of present) switchOffAndOn(site, handset);
  const missing = new Set(absent.map((handset) => lives.of(handset)?.enrolmentId));
  const areSettled = await pushUntil(pushing, async () =>
    (await view.openWipes()).every(({ enrolmentId }) => missing.has(enrolmentId)),
  );
  say(inTime(areSettled, 'the wipes of all handsets that are on are settled'));

  await system.pushClock(BEYOND_DEADLINES);
  const allAreSettled = await pushUntil(pushing, async () => (await view.openWipes()).length === 0);
  say(inTime(allAreSettled, 'every deadline has passed, and every wipe is settled'));

  for (const handset of range(HANDSETS)) switchOffAndOn(site, handset);
  await pushUntil({ ...pushing, handsets: range(HANDSETS) }, async () => {
    await lives.look();
    if ((await lives.restless()).length > 0) return false;
    return (await view.openWipes()).length === 0 && (await view.openExecutions()) === 0;
  });
}

const inTime = (isSo: boolean, what: string) => (isSo ? what : `patience ended before ${what}`);
const range = (length: number) => Array.from({ length }, (_, index) => index);

/** Fresh power ends what a handset waits for, and each of its pauses. Its faults are over. */
function switchOffAndOn(site: Site, handset: number): void {
  tell(site, handset, { do: 'network-on' });
  tell(site, handset, { do: 'off' });
  tell(site, handset, { do: 'on' });
}

interface Pushing {
  readonly site: Site;
  readonly view: AwsView;
  /** When patience ends. */
  readonly end: number;
  /** Those that are on. */
  readonly handsets: readonly number[];
}

/** Pushes time on whenever nothing moves any more. Answers whether the site came to what is wanted before patience ended. */
async function pushUntil(
  { site, view, end, handsets }: Pushing,
  wanted: () => Promise<boolean>,
): Promise<boolean> {
  let before = '';
  let pushes = 0;
  while (performance.now() < end) {
    const there = await within(QUIET, async () => ((await wanted()) ? true : undefined));
    if (there) return true;
    // Amid a task, two minutes are more than it may take.
    const now = await view.versionsOfWipes();
    if (now === before) {
      await site.system.pushClock(PUSH);
      pushes += 1;
      if (pushes % PUSHES_IN_VAIN === 0)
        for (const handset of handsets) switchOffAndOn(site, handset);
    }
    before = now;
  }
  return false;
}
