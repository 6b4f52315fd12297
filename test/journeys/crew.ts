/** Many simulated handsets in one process, each told apart by the last four digits of its number. */
import { filesOf } from '#demo/files.ts';
import type { HandsetEvent, HandsetProcess } from '#demo/handset-process.ts';
import { PATIENCE } from '#demo/until.ts';
import type { TestLine } from './stage.ts';

export class CrewMember {
  readonly line: TestLine;
  readonly dir: string;
  readonly #process: HandsetProcess;

  constructor(process: HandsetProcess, line: TestLine, dir: string) {
    this.#process = process;
    this.line = line;
    this.dir = dir;
  }

  get #digits(): string {
    return this.line.number.slice(-4);
  }

  tell(control: { do: string; [member: string]: unknown }): void {
    this.#process.tell({ handset: this.#digits, ...control });
  }

  /** Switches a fault on, or off with `on` false. */
  fault(name: string, on = true): void {
    this.tell({ do: 'fault', name, on });
  }

  /** Loses its network and finds it again, and claims. */
  async reconnect(): Promise<void> {
    await this.disconnect();
    await this.connect();
  }

  async disconnect(): Promise<void> {
    await this.afterwards('network-off', () => this.tell({ do: 'network-off' }));
  }

  /** Finds the network that it had lost, and claims. */
  async connect(): Promise<void> {
    await this.afterwards('network-on', () => this.tell({ do: 'network-on' }));
    this.tell({ do: 'claim' });
  }

  events(event: string): HandsetEvent[] {
    return this.#process.events.filter((seen) => this.#isOwn(seen) && seen.event === event);
  }

  /** Waits for the n-th event of a name. */
  async untilEvent(event: string, n = 1): Promise<void> {
    await this.#process.until(() => this.events(event).length >= n, PATIENCE);
  }

  /** Does something and waits for the next event of a name. */
  async afterwards(event: string, act: () => unknown): Promise<HandsetEvent> {
    const before = this.events(event).length;
    await act();
    await this.untilEvent(event, before + 1);
    const [next] = this.events(event).slice(before);
    if (next === undefined) throw new Error(`no ${event} after all`);
    return next;
  }

  files(): Promise<string[]> {
    return filesOf(this.dir);
  }

  #isOwn({ handset }: HandsetEvent): boolean {
    return handset === this.#digits;
  }
}

/** Takes a handset out of a crew, so that no other test uses it, and gives it faults. */
export function nextOf(crew: CrewMember[], ...faults: string[]): CrewMember {
  const next = crew.pop();
  if (next === undefined) throw new Error('the crew is too small');
  for (const fault of faults) next.fault(fault);
  return next;
}
