/** The fuzz drill: hostile requests at every route, each answer judged, and all that is stored compared. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readMessages } from '#cloud/messages.ts';
import { assemble } from '#demo/assemblies.ts';
import { NO_LIMITS } from '#demo/context.ts';
import { APPROVERS, OPERATIONS } from '#demo/system.ts';
import { quietPorts } from '#demo/system-process.ts';
import { internationalNumber } from '#domain/line/line.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { Role } from '#functions/contract/roles.ts';
import { WAKE_UP_SMS } from '#functions/messages/texts/handset.ts';
import { Chance } from '../chance.ts';
import { AwsView } from '../crash/aws-view.ts';
import { SystemUnderDrill } from '../crash/system.ts';
import type { DrillReport, DrillResult } from '../report.ts';
import type { Violation } from '../violation.ts';
import { type CallerName, personOf, tokensByRole, wrongTokens } from './callers.ts';
import { type Allowance, type Stored, undueChanges } from './changes.ts';
import { Deeds } from './deeds.ts';
import { judge, judgeFirst } from './judge.ts';
import { mutated } from './mutations.ts';
import { type ApiOperation, apiOperations } from './operations.ts';
import { type Answer, type Draft, parsedJson } from './request.ts';
import { ownHandsets, type Scene, setScene } from './scene.ts';
import { type Meaning, meaningOf } from './sound.ts';
import { type SoundRequest, type Stage, soundRequests } from './sound-requests.ts';
import { Wire } from './wire.ts';

export interface FuzzOptions {
  /** For each route. */
  readonly requests: number;
  readonly seed: number;
}

/** Requests under way at once. */
const AT_ONCE = 16;
/** The most that the API takes a second and at once, and of an account, so that the door lets all of them in. */
const UNTHROTTLED = { ...NO_LIMITS, requestsPerSecond: '10000', requestBurst: '5000' };
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
  await assemble(assemblyDir, UNTHROTTLED);
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
  readonly #taken = new Map<CallerName, number>();
  readonly #deeds = new Deeds();
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
      const operations = inOrder(apiOperations());
      const scene = await setScene(this.#system.at);
      // So that handsets may be woken up once more.
      await this.#system.pushClock(2 * MINUTE);
      const tokens = await tokensByRole(this.#system.at.issuer);
      report.step(`${options.requests} requests for each of ${operations.length} routes`);
      const before = await this.#stored();
      for (const operation of operations)
        await this.#besiege(operation, { at: this.#system.at, scene }, tokens);
      const after = await this.#stored();
      this.#violations.push(...undueChanges(before, after, this.#allowance(scene)));
      this.#violations.push(...(await this.#crashesLogged()));
      return { violations: this.#violations, figures: this.#figures(operations.length) };
    } finally {
      this.#wire.close();
      this.#view.close();
    }
  }

  /**
   * All requests of one route: first each sound one by itself, then the others, some at once; which ones they are does
   * not depend on who comes first.
   */
  async #besiege(
    operation: ApiOperation,
    stage: Stage,
    tokens: ReadonlyMap<Role, string>,
  ): Promise<void> {
    const { options, report, interruption } = this.#around;
    const began = performance.now();
    const sounds = await soundRequests(operation, stage);
    const first = sounds.slice(0, options.requests);
    for (const sound of first) await this.#sendFirst(operation, sound);
    const chances = new Chance(options.seed).fork(operation.id);
    const otherTokens = wrongTokens(operation, tokens);
    const numbers = Array.from({ length: options.requests - first.length }, (_, n) => n).values();
    const work = async () => {
      for (const n of numbers) {
        interruption.throwIfAborted();
        if (this.#violations.length >= ENOUGH) return;
        const chance = chances.fork(String(n));
        const sound = chance.pick(sounds);
        const { request, foreignIds } = sound;
        const draft = mutated(request, { operation, chance, foreignIds, otherTokens });
        await this.#send(operation, sound, draft);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const seconds = (performance.now() - began) / 1000;
    report.step(`${operation.id}: ${Math.round(options.requests / seconds)} a second`);
  }

  /** As it is. */
  async #sendFirst(operation: ApiOperation, sound: SoundRequest): Promise<void> {
    if (sound.before) this.#deeds.add(sound.before);
    const draft = { ...sound.request, mutations: [] };
    const answer = await this.#send(operation, sound, draft);
    this.#violations.push(...judgeFirst({ operation, draft, answer, answers: sound.answers }));
  }

  async #send(
    operation: ApiOperation,
    sound: SoundRequest,
    draft: Draft,
  ): Promise<Answer | undefined> {
    const answer = await this.#wire.send(draft);
    const meaning = meaningOf(draft, { sound: sound.request, operation });
    this.#note(sound, meaning, answer);
    const { secrets } = sound;
    this.#violations.push(...judge({ operation, draft, meaning, answer, secrets }));
    return answer;
  }

  #note({ caller, deed }: SoundRequest, { isSound }: Meaning, answer: Answer | undefined): void {
    const status = answer?.status ?? 0;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (!isSound || answer === undefined) return;
    this.#sound += 1;
    if (status >= 300) return;
    this.#taken.set(caller, (this.#taken.get(caller) ?? 0) + 1);
    if (deed) this.#deeds.add(deed);
    const { wipeId } = Opened.safeParse(parsedJson(answer.text)).data ?? {};
    if (status === 202 && wipeId !== undefined) this.#opened.add(wipeId);
  }

  #allowance(scene: Scene): Allowance {
    const { target, coded, visited, foreign } = scene;
    const simOf = ({ enrolled }: Scene['target']['handset']) =>
      internationalNumber(enrolled.number);
    const own = [...MAILS, ...ownHandsets(scene).map(simOf)];
    const by = ({ handset }: Scene['target'], caller: CallerName) =>
      [handset.enrolmentId, personOf(caller)] as const;
    return {
      targets: new Map([by(target, 'subscriber'), by(coded, 'coded'), by(visited, 'shop')]),
      opened: this.#opened,
      deeds: this.#deeds,
      codedLines: new Set([target.lineId, coded.lineId]),
      // The stranger's handset is woken up for the wipe that waits for it.
      isDue: ({ to, body }) =>
        own.includes(to) || (to === simOf(foreign.handset) && body === WAKE_UP_SMS),
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
      ...Object.fromEntries(
        [...this.#taken].map(([caller, count]) => [`sound and taken, of ${caller}`, count]),
      ),
      'answered 2xx': of(2),
      'answered 3xx': of(3),
      'answered 4xx': of(4),
      'answered 5xx': of(5),
      'not answered': of(0),
      'wipes opened by sound requests': this.#opened.size,
    };
  }
}

/** Those about whose wipes it is, and those who approve and operate. */
const MAILS = [
  ...['taro@example.com', 'jiro@example.com', 'it@office.example.com'],
  ...[OPERATIONS, APPROVERS],
];

/** What pauses everything comes last: the others are about wipes that go on. */
function inOrder(operations: readonly ApiOperation[]): ApiOperation[] {
  const isSwitch = ({ path }: ApiOperation) => path.startsWith('/v1/ops/dispatch');
  return [...operations.filter((each) => !isSwitch(each)), ...operations.filter(isSwitch)];
}

const TABLES = ['LinesTable', 'EnrolmentsTable', 'WipesTable', 'GovernorTable'];
const Opened = z.looseObject({ wipeId: z.string() });
