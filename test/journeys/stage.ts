/** A whole system for one test file: the synthesized template, real MQTT, handsets as processes of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '#demo/files.ts';
import { type HandsetChoice, HandsetProcess } from '#demo/handset-process.ts';
import { numberOf } from '#demo/lines.ts';
import { logTo } from '#demo/log-file.ts';
import type { PersonId } from '#demo/people.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber, type Wipe } from '#demo/subscriber.ts';
import { type System, startSystem } from '#demo/system.ts';

/** How long a journey's step may take on a busy machine, milliseconds. */
export const PATIENCE = 60_000;

export class Stage {
  readonly system: System;
  readonly folder: string;
  readonly #handsets: HandsetProcess[] = [];
  readonly #close: () => Promise<void>;

  private constructor(system: System, folder: string, close: () => Promise<void>) {
    this.system = system;
    this.folder = folder;
    this.#close = close;
  }

  static async set(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'remote-wipe-test-'));
    const log = logTo(join(folder, 'cloud.log'));
    const system = await startSystem({ dataDir: folder, ports: FREE_PORTS, log: log.line });
    return new Stage(system, folder, async () => {
      await system.stop();
      await log.close();
      await rm(folder, { recursive: true, force: true });
    });
  }

  async strike(): Promise<void> {
    await Promise.all(this.#handsets.map((handset) => handset.stop()));
    await this.#close();
  }

  /** A handset on a sample line (1, 2, …), enrolled unless told otherwise. */
  async handset(
    serial: number,
    {
      name = `handset-${serial}`,
      enrolled = true,
      ...choice
    }: Partial<HandsetChoice> & { name?: string; enrolled?: boolean } = {},
  ): Promise<{ process: HandsetProcess; dir: string; files: () => Promise<string[]> }> {
    const dir = join(this.folder, 'handsets', name);
    const process = new HandsetProcess(this.system, { dir, number: numberOf(serial), ...choice });
    this.#handsets.push(process);
    if (enrolled) await process.untilEvent('enrolled', 1, PATIENCE);
    return { process, dir, files: () => filesOf(dir) };
  }

  async subscriber(person: PersonId, choice?: { secondFactor?: boolean }): Promise<Subscriber> {
    return new Subscriber(this.system.api, await signIn(this.system.issuer, person, choice));
  }
}

/** What a page would send for the newest handset of a sample line. */
export async function targetOf(subscriber: Subscriber, lineId: string) {
  const line = await subscriber.line(lineId);
  const handset = line.handsets[0];
  if (handset === undefined) throw new Error('the line shows no handset');
  const { enrolmentId, eligibility } = handset;
  return { enrolmentId, lastFour: line.number.slice(-4), consents: eligibility.warnings };
}

/** Asks for a wipe of the newest handset of a line. */
export async function askFor(subscriber: Subscriber, lineId: string, key?: string): Promise<Wipe> {
  return subscriber.requestWipe(lineId, await targetOf(subscriber, lineId), key);
}

export const reaches = (subscriber: Subscriber, wipeId: string, state: Wipe['state']) =>
  subscriber.watch(wipeId, { done: (wipe) => wipe.state === state, patience: PATIENCE });

export const settles = (subscriber: Subscriber, wipeId: string) =>
  subscriber.watch(wipeId, { done: (wipe) => wipe.settled, patience: PATIENCE });
