/** A crew: several handsets in one process, killed and started anew on the same folders. */
import { join } from 'node:path';
import { type HandsetEvent, HandsetProcess } from '#demo/handset-process.ts';
import { numberOf } from '#demo/lines.ts';
import { within } from '#demo/until.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import type { STEPS } from '#handset/faults.ts';
import { CREW_SIZE } from './plan.ts';

/** How long a process is left alone that was told to die at a step, before it is killed at any. */
const STEP_PATIENCE = 6_000;

export interface CrewOptions {
  readonly at: Whereabouts;
  /** The folder of its handsets. */
  readonly folder: string;
  /** The serial number of its first handset's line; the others follow. */
  readonly firstSerial: number;
}

export class Crew {
  readonly #options: CrewOptions;
  /** Every process so far; the last one is the present one. */
  readonly #processes: HandsetProcess[] = [];
  #expectedEnds = 0;
  #isOver = false;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** The folder of its n-th handset, from 0. */
  dirOf(member: number): string {
    return join(this.#options.folder, String(member + 1));
  }

  start(): void {
    if (this.#isOver) return;
    const { at, folder, firstSerial } = this.#options;
    const process = new HandsetProcess(at, {
      dir: join(folder, '{n}'),
      number: numberOf(firstSerial),
      count: CREW_SIZE,
      flags: ['--linger', '5'],
    });
    this.#processes.push(process);
  }

  /** `kill -9`, at a step where one is given and a handset comes to it soon. */
  async kill(atStep?: (typeof STEPS)[number]): Promise<void> {
    const process = this.#process;
    this.#expectedEnds += 1;
    if (atStep !== undefined) {
      process.tell({ do: 'fault', name: `die-after-${atStep}` });
      await within(STEP_PATIENCE, () => process.hasEnded || undefined);
    }
    await process.kill();
  }

  /** Tells one handset, or all, to do something. Nothing where they have no power. */
  tell(control: { do: string; [member: string]: unknown }, member?: number): void {
    if (this.#process.hasEnded) return;
    const serial = this.#options.firstSerial + (member ?? 0);
    const whom = member === undefined ? {} : { handset: numberOf(serial).slice(-4) };
    this.#process.tell({ ...control, ...whom });
  }

  /** What its handsets told in all of its processes. */
  get events(): HandsetEvent[] {
    return this.#processes.flatMap(({ events }) => events);
  }

  /** How many of its processes ended without being killed. */
  get crashes(): number {
    return this.#processes.filter(({ hasEnded }) => hasEnded).length - this.#expectedEnds;
  }

  get #process(): HandsetProcess {
    const process = this.#processes.at(-1);
    if (process === undefined) throw new Error('the crew has not started');
    return process;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#isOver = true;
    const process = this.#processes.at(-1);
    if (process === undefined || process.hasEnded) return;
    this.#expectedEnds += 1;
    await process.stop();
  }
}
