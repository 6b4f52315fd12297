/** One service and handsets that use it, in a folder that is gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName, HandsetEvent } from '#handset/events.ts';
import { createHandset, type Handset } from '#handset/handset.ts';
import { type InboxFeed, openInboxFeed } from '#handset/inbox-feed.ts';
import type { HandsetOptions } from '#handset/options.ts';
import { type Service, startService } from './service.ts';

const QUICK = {
  claimAgain: 300,
  linger: 250,
  tryAgain: 100,
  code: 5_000,
  erase: 0,
  boot: 0,
  jitter: 0,
};

export interface World {
  readonly folder: string;
  readonly service: Service;
  readonly inbox: InboxFeed;
  /** A handset that is off, with what it tells. */
  handset(options?: Partial<HandsetOptions>): TestHandset;
  close(): Promise<void>;
}

export interface TestHandset extends Handset {
  readonly dir: string;
  readonly events: HandsetEvent[];
  /** Resolves with the n-th event of this name, 1 being the first ever. */
  told(event: EventName, n?: number): Promise<HandsetEvent>;
}

export async function createWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'handset-'));
  const service = await startService(folder);
  const inbox = openInboxFeed(service.inbox);
  const handsets: Handset[] = [];

  return {
    folder,
    service,
    inbox,
    handset(options = {}) {
      const dir = options.dir ?? join(folder, `handset-${handsets.length + 1}`);
      const { tell, ...ears } = listener();
      const handset = createHandset({
        number: '09000000001',
        model: 'SO-51D',
        api: service.api,
        inbox,
        times: QUICK,
        ...options,
        dir,
        tell,
      });
      handsets.push(handset);
      return Object.assign(handset, { dir, ...ears });
    },
    async close() {
      await Promise.all(handsets.map((handset) => handset.off()));
      inbox.close();
      await service.close();
      await rm(folder, { recursive: true });
    },
  };
}

function listener() {
  const events: HandsetEvent[] = [];
  let changed = Promise.withResolvers<void>();
  return {
    events,
    tell(event: HandsetEvent) {
      events.push(event);
      changed.resolve();
      changed = Promise.withResolvers();
    },
    async told(name: EventName, n = 1): Promise<HandsetEvent> {
      for (;;) {
        const found = events.filter(({ event }) => event === name)[n - 1];
        if (found !== undefined) return found;
        await changed.promise;
      }
    },
  };
}

/** The names of what a handset told, in order. */
export const names = ({ events }: TestHandset) => events.map(({ event }) => event);

/** The phases of the reports that arrived, in order. */
export const phases = ({ service }: World) => service.seen.reports.map(({ phase }) => phase);

/** A handset that is enrolled and was told that nothing waits. */
export async function enrolledIn(
  world: World,
  options: Partial<HandsetOptions> = {},
): Promise<TestHandset> {
  const handset = world.handset(options);
  await handset.on();
  await handset.told('nothing');
  return handset;
}
