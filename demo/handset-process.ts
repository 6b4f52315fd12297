/** Simulated handsets as a process of their own, told what to do line by line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { System } from './system.ts';

const HANDSET = fileURLToPath(new URL('../bin/handset.ts', import.meta.url));

const Event = z.looseObject({ at: z.string(), handset: z.string(), event: z.string() });
export type HandsetEvent = z.infer<typeof Event>;

export interface HandsetChoice {
  readonly dir: string;
  readonly number: string;
  readonly model?: string;
  readonly count?: number;
  readonly faults?: readonly string[];
  /** Further command-line flags. */
  readonly flags?: readonly string[];
}

export class HandsetProcess {
  readonly events: HandsetEvent[] = [];
  readonly #child: ChildProcess;
  readonly #listeners = new Set<() => void>();
  readonly #counts = new Map<string, number>();
  #said = '';

  constructor(
    system: Pick<System, 'api' | 'inbox' | 'endpoint' | 'platformKeyFile'>,
    choice: HandsetChoice,
  ) {
    const { dir, number, model = 'SO-01M', count = 1, faults = [], flags = [] } = choice;
    const child = spawn(
      process.execPath,
      [
        HANDSET,
        '--json',
        ...['--dir', dir, '--number', number, '--model', model, '--count', String(count)],
        ...['--api', system.api, '--inbox', system.inbox, '--clock', system.endpoint],
        ...['--platform-key', system.platformKeyFile],
        ...faults.flatMap((fault) => ['--fault', fault]),
        ...flags,
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const seen = Event.parse(JSON.parse(line));
      this.events.push(seen);
      this.#counts.set(seen.event, this.count(seen.event) + 1);
      this.#wake();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
    });
    // What is told to a process that has just died is lost, as its `close` says soon.
    child.stdin.on('error', () => undefined);
    child.on('close', () => this.#wake());
  }

  /** Sends one control line: `{ "do": "off" }`, … */
  tell(control: { do: string; [member: string]: unknown }): void {
    this.#child.stdin?.write(`${JSON.stringify(control)}\n`);
  }

  /** Waits until `happened` holds of the events so far. @throws Error after `patience` ms, or when the process ends. */
  async until(happened: (events: HandsetEvent[]) => boolean, patience = 30_000): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (happened(this.events)) resolve();
      else if (this.hasEnded) reject(this.#failure('has ended'));
    };
    const timer = setTimeout(() => reject(this.#failure('did not get there')), patience);
    this.#listeners.add(look);
    look();
    await promise.finally(() => {
      clearTimeout(timer);
      this.#listeners.delete(look);
    });
  }

  /** Waits for the n-th event of a name. */
  untilEvent(event: string, n = 1, patience?: number): Promise<void> {
    return this.until(() => this.count(event) >= n, patience);
  }

  /** How often an event was told so far, by all its handsets. */
  count(event: string): number {
    return this.#counts.get(event) ?? 0;
  }

  /** The operating system's number of the process. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends the process at once, as a battery that is pulled. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }

  /** Switches the handsets off and ends the process. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const closed = once(this.#child, 'close');
    this.tell({ do: 'stop' });
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await closed;
    clearTimeout(timer);
  }

  #wake(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #failure(what: string): Error {
    const last = this.events.slice(-5).map(({ event }) => event);
    return new Error(`the handset process ${what} (last: ${last.join(', ')})\n${this.#said}`);
  }
}
