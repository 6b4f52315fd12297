/** A whole system for one test file: the synthesized template, real MQTT, handsets as processes of their own. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { Approver } from '#demo/approver.ts';
import { Clerk } from '#demo/clerk.ts';
import { NO_LIMITS } from '#demo/context.ts';
import { filesOf } from '#demo/files.ts';
import { type HandsetChoice, HandsetProcess } from '#demo/handset-process.ts';
import { lineIdOf, numberOf, sampleLine } from '#demo/lines.ts';
import { logTo } from '#demo/log-file.ts';
import { Operator } from '#demo/operator.ts';
import type { PersonId } from '#demo/people.ts';
import { FREE_PORTS } from '#demo/ports.ts';
import { type SignInChoice, signIn } from '#demo/sign-in.ts';
import { Subscriber, type Wipe } from '#demo/subscriber.ts';
import { type System, startSystem } from '#demo/system.ts';
import { PATIENCE, until } from '#demo/until.ts';
import type { LogCode } from '#functions/contract/log-catalogue.ts';
import { errorCode } from '#local/disk/error-code.ts';
import type { Person } from '#local/issuer/settings.ts';
import { Administrator } from './administrator.ts';
import { CrewMember } from './crew.ts';

export { PATIENCE } from '#demo/until.ts';

/** A line that only one test uses. */
export interface TestLine {
  readonly lineId: string;
  readonly number: string;
  /** Where its account holder is told. */
  readonly mail: string;
}

/** Serial numbers of lines that tests ask for begin here, behind the sample lines. */
const FIRST_TEST_LINE = 2001;

const Messages = z.object({
  messages: z.array(
    z.object({ id: z.int(), kind: z.string(), subject: z.string().optional(), body: z.string() }),
  ),
});
export type InboxMessage = z.infer<typeof Messages>['messages'][number];

export class Stage {
  readonly system: System;
  readonly folder: string;
  readonly administrator: Administrator;
  /** Every access token that somebody has had here. */
  readonly tokens: string[] = [];
  readonly #handsets: HandsetProcess[] = [];
  readonly #close: () => Promise<void>;
  #nextLine = FIRST_TEST_LINE;

  private constructor(system: System, folder: string, close: () => Promise<void>) {
    this.system = system;
    this.folder = folder;
    this.administrator = new Administrator(system.cloud);
    this.#close = close;
  }

  /**
   * A system that is up, of the app or of an assembly that is given; `people` can sign in beside the sample people. Most tests share an account, so the governor's limits
   * are out of their way unless they say so.
   */
  static async set(
    choice: {
      assemblyDir?: string;
      context?: Readonly<Record<string, string>>;
      people?: readonly Person[];
    } = {},
  ): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'remote-wipe-test-'));
    const log = logTo(join(folder, 'cloud.log'));
    const system = await startSystem({
      context: NO_LIMITS,
      ...choice,
      dataDir: folder,
      ports: FREE_PORTS,
      log: log.line,
    });
    return new Stage(system, folder, async () => {
      await system.stop();
      await log.close();
      await rm(folder, { recursive: true, force: true });
    });
  }

  async strike(): Promise<void> {
    await Promise.all(this.#handsets.map((handset) => handset.stop()));
    this.administrator.close();
    await this.#close();
  }

  /** Pushes the system's clock forward. Sign-ins grow old by it. */
  shift(milliseconds: number): void {
    this.system.cloud.clock.shift(milliseconds);
  }

  /**
   * Pushes the clock forward again and again until something is found. A second lies between two steps: what falls due
   * runs meanwhile, where events that nobody came to would grow too old and be discarded.
   */
  asTimePasses<Found>(
    what: string,
    step: number,
    look: () => Promise<Found | undefined> | Found | undefined,
  ): Promise<Found> {
    const shiftAndLook = () => {
      this.shift(step);
      return look();
    };
    return until(what, shiftAndLook, PATIENCE, 1000);
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

  /** A fresh line of the business account. */
  async line(): Promise<TestLine> {
    const [line] = await this.#lines(1);
    if (line === undefined) throw new Error('no line was made');
    return line;
  }

  /** Fresh lines, next to each other in number. */
  async #lines(count: number): Promise<TestLine[]> {
    const first = this.#nextLine;
    this.#nextLine += count;
    const serials = Array.from({ length: count }, (_, index) => first + index);
    const lines = serials.map((serial) => ({
      lineId: lineIdOf(serial),
      number: numberOf(serial),
      mail: `owner-of-${serial}@example.com`,
    }));
    const now = this.system.cloud.clock.now();
    await this.system.addLines(
      lines.map(({ mail }, index) => {
        const sample = { account: 'a-office', plan: 'business', mail } as const;
        return sampleLine(first + index, sample, now);
      }),
    );
    return lines;
  }

  /** Simulated handsets in one process, each enrolled on a fresh line. */
  async crew(count: number, choice: Partial<HandsetChoice> = {}): Promise<CrewMember[]> {
    const lines = await this.#lines(count);
    const folder = join(this.folder, 'handsets', `crew-of-${lines[0]?.lineId}`);
    const process = new HandsetProcess(this.system, {
      ...choice,
      dir: join(folder, '{n}'),
      number: lines[0]?.number ?? '',
      count,
    });
    this.#handsets.push(process);
    await process.untilEvent('enrolled', count, PATIENCE);
    return lines.map((line, index) => new CrewMember(process, line, join(folder, `${index + 1}`)));
  }

  async subscriber(person: PersonId, choice?: SignInChoice): Promise<Subscriber> {
    return new Subscriber(this.system.api, await this.signIn(person, choice));
  }

  async clerk(): Promise<Clerk> {
    return new Clerk(this.system.api, await this.signIn('clerk'));
  }

  async approver(person: 'approver' | 'shop-approver'): Promise<Approver> {
    return new Approver(this.system.api, await this.signIn(person));
  }

  /** Somebody of operations, with two factors. */
  async operator(person: PersonId = 'operator'): Promise<Operator> {
    return new Operator(this.system.api, await this.signIn(person));
  }

  /** An access token, which is kept in mind. */
  async signIn(person: PersonId, choice?: SignInChoice): Promise<string> {
    const token = await signIn(this.system.issuer, person, choice);
    this.tokens.push(token);
    return token;
  }

  /** What the service's functions logged under a code, as lines of JSON. */
  async logged(code: LogCode): Promise<string[]> {
    const folder = join(this.folder, 'lambda', 'logs');
    const files = await readdir(folder);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    return texts.flatMap((text) => text.split('\n')).filter((line) => line.includes(`"${code}"`));
  }

  /** The physical name of what a template calls so at its beginning. */
  nameOf(prefix: string): string {
    const { resources } = this.system.cloud;
    const found = resources.find(({ logicalId }) => logicalId.startsWith(prefix));
    if (found === undefined) throw new Error(`no template has a ${prefix}…`);
    return found.ref;
  }

  /**
   * All that the local cloud and the functions wrote to disk, by file; without what is under the names that are
   * excepted. Databases are compressed: ask them themselves. A file that is replaced meanwhile is there under its name
   * or not at all.
   */
  async written(except: readonly string[] = []): Promise<{ file: string; text: string }[]> {
    const names = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)))
      .filter((file) => !except.some((name) => file === name || file.startsWith(`${name}/`)));
    const read = await Promise.all(
      files.map(async (file) => ({ file, text: await textOf(join(this.folder, file)) })),
    );
    return read.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
  }

  /** What reached an address, a number (E.164) or a push token, oldest first. */
  async messages(to: string, { after = 0 } = {}): Promise<InboxMessage[]> {
    const query = new URLSearchParams({ to, after: String(after) });
    const answer = await fetch(`${this.system.inbox}/messages?${query}`);
    return Messages.parse(await answer.json()).messages;
  }
}

/** Undefined for a file that is gone by now. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'latin1');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
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
