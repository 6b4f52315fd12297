/** The fuzz drill: hostile requests at every route, each answer judged, and all that is stored compared. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readMessages } from '#cloud/messages.ts';
import { NO_LIMITS } from '#demo/context.ts';
import { synthesize } from '#demo/synthesize.ts';
import { quietPorts } from '#demo/system-process.ts';
import { internationalNumber } from '#domain/line/line.ts';
import { WAKE_UP_SMS } from '#functions/messages/texts/handset.ts';
import { Chance } from '../chance.ts';
import { AwsView } from '../crash/aws-view.ts';
import { SystemUnderDrill } from '../crash/system.ts';
import type { DrillReport, DrillResult } from '../report.ts';
import type { Violation } from '../violation.ts';
import { type Allowance, type Stored, undueChanges } from './changes.ts';
import { judge } from './judge.ts';
import { mutated } from './mutations.ts';
import { type ApiOperation, apiOperations } from './operations.ts';
import { type Answer, parsedJson } from './request.ts';
import {
  foreignIds,
  freshToken,
  OWNER_MAIL,
  type Scene,
  secretsOf,
  setScene,
  soundRequest,
} from './scene.ts';
import { type Meaning, meaningOf } from './sound.ts';
import { Wire } from './wire.ts';

export interface FuzzOptions {
  /** For each route. */
  readonly requests: number;
  readonly seed: number;
}

/** Requests under way at once. */
const AT_ONCE = 16;
/** The most that the API takes a second and at once, and of an account, so that the door lets all of them in. */
const UNTHROTTLED = { ...NO_LIMITS, requestsPerSecond: 10_000, requestBurst: 5_000 };
/** Violations after which the rest would only say the same. */
const ENOUGH = 50;

/** Runs it in a folder that is its own. `interruption` ends it early. */
export async function drillFuzz(
  folder: string,
  options: FuzzOptions,
  { report, interruption }: { report: DrillReport; interruption: AbortSignal },
): Promise<Omit<DrillResult, 'folder'>> {
  await mkdir(folder, { recursive: true });
  const assemblyDir = join(folder, 'assembly');
  report.step(
    'synthesizing the app, with the limits of the API and the governor raised for the run',
  );
  await synthesize(assemblyDir, UNTHROTTLED);
  interruption.throwIfAborted();
  const data = join(folder, 'system');
  const system = new SystemUnderDrill({ folder: data, ports: await quietPorts(), assemblyDir });
  try {
    await system.start();
    return await new Fuzz(system, { options, report, interruption }).run();
  } finally {
    await system.stop();
  }
}

interface Around {
  readonly options: FuzzOptions;
  readonly report: DrillReport;
  readonly interruption: AbortSignal;
}

class Fuzz {
  readonly #system: SystemUnderDrill;
  readonly #around: Around;
  readonly #wire: Wire;
  readonly #view: AwsView;
  readonly #violations: Violation[] = [];
  readonly #opened = new Set<string>();
  readonly #statuses = new Map<number, number>();
  #cancelled = false;
  #sound = 0;

  constructor(system: SystemUnderDrill, around: Around) {
    this.#system = system;
    this.#around = around;
    this.#wire = new Wire(system.at.api, AT_ONCE);
    this.#view = new AwsView(system.at.endpoint);
  }

  async run(): Promise<Omit<DrillResult, 'folder'>> {
    const { options, report } = this.#around;
    try {
      const operations = apiOperations();
      const scene = await setScene(this.#system.at);
      report.step(`${options.requests} requests for each of ${operations.length} routes`);
      const before = await this.#stored();
      for (const operation of operations) await this.#besiege(operation, scene);
      const after = await this.#stored();
      this.#violations.push(...undueChanges(before, after, this.#allowance(scene)));
      this.#violations.push(...(await this.#crashesLogged()));
      return { violations: this.#violations, figures: this.#figures(operations.length) };
    } finally {
      this.#wire.close();
      this.#view.close();
    }
  }

  /** All requests of one route, some at once; which ones they are does not depend on who comes first. */
  async #besiege(operation: ApiOperation, scene: Scene): Promise<void> {
    const { options, report, interruption } = this.#around;
    const began = performance.now();
    const token = await freshToken(this.#system.at);
    const sound = soundRequest(operation, scene, token);
    const secrets = secretsOf(scene, token);
    const chances = new Chance(options.seed).fork(operation.id);
    const numbers = Array.from({ length: options.requests }, (_, n) => n).values();
    const work = async () => {
      for (const n of numbers) {
        interruption.throwIfAborted();
        if (this.#violations.length >= ENOUGH) return;
        const chance = chances.fork(String(n));
        const draft = mutated(sound, { operation, chance, foreignIds: foreignIds(scene) });
        const answer = await this.#wire.send(draft);
        const meaning = meaningOf(draft, { sound, operation });
        this.#note(operation, meaning, answer);
        this.#violations.push(...judge({ operation, draft, meaning, answer, secrets }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const seconds = (performance.now() - began) / 1000;
    report.step(`${operation.id}: ${Math.round(options.requests / seconds)} a second`);
  }

  #note(operation: ApiOperation, { isSound }: Meaning, answer: Answer | undefined): void {
    const status = answer?.status ?? 0;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (!isSound || answer === undefined) return;
    this.#sound += 1;
    if (status === 200 && operation.id === 'cancel-wipe') this.#cancelled = true;
    const { wipeId } = Opened.safeParse(parsedJson(answer.text)).data ?? {};
    if (status === 202 && wipeId !== undefined) this.#opened.add(wipeId);
  }

  #allowance({ target, wiped, foreign }: Scene): Allowance {
    const simOf = ({ handset }: Scene['target']) => internationalNumber(handset.enrolled.number);
    const own = [OWNER_MAIL, simOf(target), simOf(wiped)];
    return {
      target: target.handset.enrolmentId,
      cancellable: wiped.wipeId,
      cancelled: this.#cancelled,
      opened: this.#opened,
      // The stranger's handset is woken up for the wipe that waits for it.
      isDue: ({ to, body }) => own.includes(to) || (to === simOf(foreign) && body === WAKE_UP_SMS),
    };
  }

  async #stored(): Promise<Stored> {
    const messages = [];
    for await (const message of readMessages(this.#system.at.inbox, {})) messages.push(message);
    const tables = await Promise.all(TABLES.map((name) => this.#view.tableSeen(name)));
    return { tables, messages };
  }

  /** What a function threw and nobody foresaw, whatever the caller was told. */
  async #crashesLogged(): Promise<Violation[]> {
    const folder = join(this.#system.options.folder, 'lambda', 'logs');
    const files = (await readdir(folder)).map((file) => join(folder, file));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const lines = texts.flatMap((text) => text.split('\n'));
    const crashes = lines.filter((line) => line.includes('"request-crashed"'));
    return crashes.map((line) => ({ code: 'crash-logged', evidence: line }));
  }

  #figures(routes: number): Record<string, number> {
    const of = (first: number) =>
      [...this.#statuses].reduce(
        (sum, [status, count]) => (Math.floor(status / 100) === first ? sum + count : sum),
        0,
      );
    return {
      routes,
      requests: [...this.#statuses.values()].reduce((sum, count) => sum + count, 0),
      'of them still sound': this.#sound,
      'answered 2xx': of(2),
      'answered 3xx': of(3),
      'answered 4xx': of(4),
      'answered 5xx': of(5),
      'not answered': of(0),
      'wipes opened by sound requests': this.#opened.size,
    };
  }
}

const TABLES = ['LinesTable', 'EnrolmentsTable', 'WipesTable', 'GovernorTable'];
const Opened = z.looseObject({ wipeId: z.string() });
