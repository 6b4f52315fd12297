/** A system that is thrown garbage at, and what has to be the same afterwards. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { lineIdOf } from '#demo/lines.ts';
import type { HandHeld } from './hand-held.ts';
import { Hardware } from './hardware.ts';
import { askFor, Stage, settles } from './stage.ts';
import { type Waiting, waiting } from './wipes.ts';

/** The same garbage at every run. */
const SEED = 20_261_123;
export const runs = (numRuns: number) => ({ seed: SEED, numRuns, endOnFailure: true });

export const text = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '\ud800', '__proto__', '{"S":"x"}', '../..', 'a.b.c', '0'.repeat(300)),
);
export const json = fc.oneof(fc.json({ maxDepth: 3 }), text);
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
export const body = fc.oneof(json, bytes);
/** Something for the value of a header. */
export const header = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);

export class Siege {
  readonly stage: Stage;
  /** Enrolled, with nothing that waits for it. */
  readonly handset: HandHeld;
  /** Another one, connected, and its wipe. */
  readonly waiting: Waiting;

  private constructor(stage: Stage, handset: HandHeld, other: Waiting) {
    this.stage = stage;
    this.handset = handset;
    this.waiting = other;
  }

  static async begin(): Promise<Siege> {
    const stage = await Stage.set();
    const handset = await new Hardware(stage, await stage.line()).enrol();
    return new Siege(stage, handset, await waiting(stage));
  }

  async end(): Promise<void> {
    await Promise.all([this.handset.hangUp(), this.waiting.handset.hangUp()]);
    await this.stage.strike();
  }

  /** Does something that has to change nothing that is stored, and tell nobody anything. */
  async inVain(act: () => Promise<void>): Promise<void> {
    const before = await this.#everything();
    await act();
    expect(await this.#everything()).toEqual(before);
  }

  async cloudLog(): Promise<string[]> {
    const log = await readFile(join(this.stage.folder, 'cloud.log'), 'utf8');
    return log.trimEnd().split('\n');
  }

  /** The wipe that waited goes on, another handset is wiped, and no log tells of anything that nobody foresaw. */
  async expectAllIsWell(): Promise<void> {
    const { command } = await this.waiting.handset.askForCommand();
    expect(command.jti).toBe(this.waiting.wipeId);

    const simulated = await this.stage.handset(1);
    const files = await simulated.files();
    const hanako = await this.stage.subscriber('hanako');
    const wipe = await settles(hanako, (await askFor(hanako, lineIdOf(1))).wipeId);
    expect(wipe.state).toBe('erased');
    const left = await simulated.files();
    expect(files.filter((file) => left.includes(file))).toEqual([]);

    const surprises = /"event":"(internal-failure|thread-failed|event-stuck)"/;
    expect((await this.cloudLog()).filter((line) => surprises.test(line))).toEqual([]);
    expect(await this.stage.logged('request-crashed')).toEqual([]);
  }

  /** Every item of all four tables, and every message. */
  async #everything(): Promise<unknown> {
    const tables = await this.stage.administrator.everything();
    expect(Object.keys(tables)).toHaveLength(4);
    const messages: unknown = await (await fetch(`${this.stage.system.inbox}/messages`)).json();
    return { tables, messages };
  }
}
