/** The local system under the drill: killed and started anew on the same folder and ports. */

import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ClockState, pushClock, readClock } from '#cloud/control.ts';
import type { Program } from '#demo/program.ts';
import { type Hosted, systemProgram, whereaboutsOf } from '#demo/system-process.ts';
import { until } from '#demo/until.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import type { CloudPorts } from '#local/cloud.ts';
import { isCutOff } from './cut-off.ts';
import type { Outage } from './evidence.ts';

/** From start to ready on two idle cores, milliseconds. */
const USUAL_START = 2_500;

export interface SystemOptions extends Hosted {
  readonly folder: string;
  readonly ports: CloudPorts;
  readonly assemblyDir: string;
}

export class SystemUnderDrill {
  readonly options: SystemOptions;
  /** From each kill to its being up again, on the cloud's clock. */
  readonly outages: Outage[] = [];
  kills = 0;
  /** Milliseconds from each start to ready. */
  readonly starts: number[] = [];
  #program: Program | undefined;
  #at: Whereabouts | undefined;
  #isUp = false;
  #isOver = false;
  /** Milliseconds by which its clock was last known to be ahead. */
  #offset = 0;
  #downSince: number | undefined;

  constructor(options: SystemOptions) {
    this.options = options;
  }

  /** Where it is, once it was up for the first time; its ports stay. */
  get at(): Whereabouts {
    if (this.#at === undefined) throw new Error('the system was never up');
    return this.#at;
  }

  /** Starts it and waits until it is up. @throws Error with its complaints when it does not come up. */
  async start(): Promise<void> {
    const began = performance.now();
    this.#at = await whereaboutsOf(this.#spawn());
    this.starts.push(performance.now() - began);
    await this.#learnTheTime(readClock);
    if (this.#downSince !== undefined) {
      this.outages.push({ from: this.#downSince, to: this.now() });
      this.#downSince = undefined;
    }
    this.#isUp = true;
  }

  /** Starts it and kills it again after so many milliseconds. */
  async startAndKill(after: number): Promise<void> {
    this.#spawn();
    await pause(after);
    await this.kill();
  }

  /** `kill -9` of it and of all that it started. @throws Error when it had ended by itself. */
  async kill(): Promise<void> {
    const program = this.#program;
    this.#isUp = false;
    if (program === undefined) return;
    if (!program.hasProcesses) throw new Error(`the system ended by itself: ${program.complaints}`);
    this.kills += 1;
    this.#downSince ??= this.now();
    await program.kill();
    // The line that the kill cut off must not take the next one with it.
    await appendFile(this.logFile, '\n');
  }

  /** Waits until it is up, or will not be again. */
  async up(): Promise<void> {
    await until('the system to be up', () => this.#isUp || this.#isOver || undefined);
  }

  /** Whether it was stopped for good. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The cloud's time as far as it is known. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** How many times as long as on an idle machine things take on this one, judged by its last start: 1 to 2. */
  get slowness(): number {
    const last = this.starts.at(-1) ?? USUAL_START;
    return Math.min(Math.max(last / USUAL_START, 1), 2);
  }

  /** Pushes its clock forward. Nothing happens while it is down. */
  async pushClock(milliseconds: number): Promise<void> {
    await this.#learnTheTime((endpoint) => pushClock(endpoint, milliseconds));
  }

  async #learnTheTime(ask: (endpoint: string) => Promise<ClockState>): Promise<void> {
    try {
      this.#offset = (await ask(this.at.endpoint)).offsetMilliseconds;
    } catch (error) {
      if (!isCutOff(error)) throw error;
    }
  }

  get logFile(): string {
    return join(this.options.folder, 'cloud.log');
  }

  /** Ends it in an orderly way. */
  async stop(): Promise<void> {
    this.#isUp = false;
    this.#isOver = true;
    if (this.#program?.hasProcesses) await this.#program.interrupt();
  }

  #spawn(): Program {
    if (this.#isOver) throw new Error('the system was stopped');
    const { folder, ports, ...choice } = this.options;
    this.#program = systemProgram(folder, ports, choice);
    return this.#program;
  }
}
