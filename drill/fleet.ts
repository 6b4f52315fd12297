/** Handsets that sleep until they are woken, all in one process, with files on them that are counted before and after. */
import { join } from 'node:path';
import { filesOf } from '#demo/files.ts';
import { type HandsetEvent, HandsetProcess } from '#demo/handset-process.ts';
import { numberOf } from '#demo/lines.ts';
import { inParallel } from '#functions/store/in-parallel.ts';
import { enrolledIn, type LifeOnDisk, leftOf } from './crash/lives.ts';
import type { SystemUnderDrill } from './crash/system.ts';

export interface FleetChoice {
  /** The folder of its handsets. */
  readonly folder: string;
  /** The serial number of the first handset's line; the others follow. */
  readonly firstSerial: number;
  readonly count: number;
}

/** Handsets between two words on how it goes, and the real milliseconds that enrolling so many may take. */
const STRIDE = 1_000;
const PATIENCE = 900_000;
/** Folders that are looked at at a time. */
const LOOKS = 64;
/** Seconds that a handset stays connected after it was told that nothing waits. */
const LINGER = '2';

export class Fleet {
  /** By handset, from 0. */
  readonly lives: LifeOnDisk[] = [];
  readonly #choice: FleetChoice;
  #process: HandsetProcess | undefined;

  constructor(choice: FleetChoice) {
    this.#choice = choice;
  }

  /** Switches them on and waits until each has enrolled; they sleep then, and listen for what may wake them. */
  async enrol({ at }: SystemUnderDrill, tell: (enrolled: number) => void): Promise<void> {
    const { folder, firstSerial, count } = this.#choice;
    const process = new HandsetProcess(at, {
      ...{ dir: join(folder, '{n}'), number: numberOf(firstSerial), count },
      flags: ['--asleep', '--no-enrol-again', '--linger', LINGER],
    });
    this.#process = process;
    for (let enrolled = 0; enrolled < count; ) {
      enrolled = Math.min(enrolled + STRIDE, count);
      await process.untilEvent('enrolled', enrolled, PATIENCE);
      tell(enrolled);
    }
    await this.#each(async (handset) => {
      const { enrolmentId = '' } = (await enrolledIn(this.#dirOf(handset))) ?? {};
      const planted = await filesOf(this.#dirOf(handset));
      const life = { handset, enrolmentId, nth: 1, planted, left: planted, resetByHand: false };
      this.lives[handset] = life;
    });
  }

  /** The enrolment of the n-th handset, from 0. @throws Error where it has none. */
  enrolmentOf(handset: number): string {
    const { enrolmentId = '' } = this.lives[handset] ?? {};
    if (enrolmentId === '') throw new Error(`handset ${handset} is not enrolled`);
    return enrolmentId;
  }

  /** The last look: what is left of the files. */
  async look(): Promise<void> {
    await this.#each(async (handset) => {
      const life = this.lives[handset];
      if (life !== undefined) life.left = await leftOf(this.#dirOf(handset), life.planted);
    });
  }

  /** What the handsets told of themselves. */
  get events(): readonly HandsetEvent[] {
    return this.#process?.events ?? [];
  }

  /** Whether its process died, which nothing here does to it. */
  get hasCrashed(): boolean {
    return this.#process?.hasEnded ?? false;
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  #dirOf(handset: number): string {
    return join(this.#choice.folder, String(handset + 1));
  }

  #each(work: (handset: number) => Promise<unknown>): Promise<void> {
    return inParallel(Array(this.#choice.count).keys(), LOOKS, work);
  }
}
