/** A program started as a person starts it, in a process group of its own: what it leaves behind is found. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { lives } from './process-group.ts';
import { PATIENCE } from './until.ts';

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Program {
  /** Standard output so far, a line each. */
  readonly lines: string[] = [];
  /** Standard error so far. */
  complaints = '';
  readonly #child: ChildProcess;
  readonly #output: Interface;
  readonly #ended: Promise<End>;

  /** `script`: the name of one in `bin/`, or where another one is. */
  constructor(
    script: 'cloud' | 'demo' | 'drill' | 'local' | URL,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) {
    const path = fileURLToPath(
      script instanceof URL ? script : new URL(`../bin/${script}.ts`, import.meta.url),
    );
    const child = spawn(process.execPath, [path, ...args], {
      detached: true,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#output = createInterface({ input: child.stdout });
    this.#output.on('line', (line) => this.lines.push(line));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complaints += text;
    });
    this.#ended = once(child, 'close').then(() => ({
      code: child.exitCode,
      signal: child.signalCode,
    }));
  }

  /**
   * The first line of standard output that fits. @throws Error with its complaints when it ends without one, or takes
   * longer than `patience` milliseconds.
   */
  line(pattern: RegExp, patience = PATIENCE): Promise<string> {
    return inTime(this.#lineOnce(pattern), patience, `the program does not say ${pattern}`);
  }

  async #lineOnce(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.#hasEnded) throw new Error(`it ended without ${pattern}: ${this.complaints}`);
      await Promise.race([once(this.#output, 'line'), this.#ended]);
    }
  }

  /** Waits for its end. @throws Error when that takes longer than `patience` milliseconds. */
  end(patience = PATIENCE): Promise<End> {
    return inTime(this.#ended, patience, 'the program does not end');
  }

  /** Ctrl-C in a terminal would reach the whole group; this reaches the program alone, which is harder. */
  interrupt(): Promise<End> {
    this.#child.kill('SIGINT');
    return this.end();
  }

  /** `kill -9` of the program and of all that it started. */
  async kill(): Promise<void> {
    const { pid } = this.#child;
    if (pid !== undefined && lives(pid)) process.kill(-pid, 'SIGKILL');
    await this.#ended;
  }

  /** The operating system's number of the process. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether a process of its group is alive. */
  get hasProcesses(): boolean {
    return this.#child.pid !== undefined && lives(this.#child.pid);
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

async function inTime<Result>(
  work: Promise<Result>,
  patience: number,
  what: string,
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(what)), patience);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
