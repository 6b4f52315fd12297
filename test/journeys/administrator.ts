/** The developer's administrator of the local cloud: reads the tables, and writes what the carrier and operations write. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { tableNameOf } from '#demo/table-name.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import { annotate } from '#domain/wipe/advance.ts';
import { parseWipeId, type Wipe } from '#domain/wipe/wipe.ts';
import { enrolmentsIn } from '#functions/store/enrolments.ts';
import { linesIn } from '#functions/store/lines.ts';
import { switchIn } from '#functions/store/switch.ts';
import { wipesIn } from '#functions/store/wipes.ts';
import type { Cloud } from '#local/cloud.ts';

export class Administrator {
  readonly #cloud: Cloud;
  readonly #client: DynamoDBDocumentClient;
  readonly #topics: IoTDataPlaneClient;

  constructor(cloud: Cloud) {
    const endpoint = { ...ADMINISTRATOR, endpoint: cloud.endpointUrl };
    this.#cloud = cloud;
    this.#client = DynamoDBDocumentClient.from(new DynamoDBClient(endpoint), {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.#topics = new IoTDataPlaneClient(endpoint);
  }

  /** The wipe as it is stored. */
  async wipe(wipeId: string): Promise<Wipe> {
    const wipe = await (await this.#wipes()).read(keyOf(wipeId));
    if (wipe === undefined) throw new Error('there is no such wipe');
    return wipe;
  }

  /** All wipes that were ever asked for of an enrolment. */
  async attemptsOf(enrolmentId: string): Promise<Wipe[]> {
    return (await this.#wipes()).attemptsOf(enrolmentId);
  }

  async enrolment(enrolmentId: string): Promise<Enrolment> {
    const enrolments = enrolmentsIn(this.#client, await this.#table('EnrolmentsTable'));
    const enrolment = await enrolments.read(enrolmentId);
    if (enrolment === undefined) throw new Error('there is no such enrolment');
    return enrolment;
  }

  /** Every item of every table as JSON, sorted, by the table's name. */
  async everything(): Promise<Record<string, string[]>> {
    const { TableNames = [] } = await this.#client.send(new ListTablesCommand({}));
    const tables: Record<string, string[]> = {};
    for (const TableName of TableNames) {
      const items: unknown[] = [];
      for await (const page of paginateScan({ client: this.#client }, { TableName }))
        items.push(...(page.Items ?? []));
      tables[TableName] = items.map((item) => JSON.stringify(item)).sort();
    }
    return tables;
  }

  /** The contract changes, as the carrier's own systems would write it. */
  async changeLine(lineId: string, change: Partial<Line>): Promise<void> {
    const lines = linesIn(this.#client, await this.#table('LinesTable'));
    await lines.change(lineId, (line) => ({ store: { ...line, ...change }, answer: undefined }));
  }

  /** Pauses the whole service, or resumes it by two people. */
  async pause(paused: boolean): Promise<void> {
    const dispatch = switchIn(this.#client, await this.#table('GovernorTable'));
    const act = { reason: 'a journey', now: this.#cloud.clock.now() };
    if (paused) return void (await dispatch.pause({ ...act, person: 'ops-1' }));
    const proposed = await dispatch.proposeResume({ ...act, person: 'ops-1' });
    if (!('entry' in proposed)) throw new Error('nothing is paused');
    await dispatch.confirmResume({ ...act, person: 'ops-2', n: proposed.entry.n });
  }

  /** Puts an operator's hold on a wipe, or lifts it. */
  async hold(wipeId: string, hold: boolean): Promise<void> {
    const wipes = await this.#wipes();
    await wipes.change(keyOf(wipeId), (wipe) => annotate(wipe, this.#cloud.clock.now(), { hold }));
  }

  /** Takes from a wipe what its workflow waits by, as if that run had been lost. */
  async loseRun(wipeId: string): Promise<void> {
    const wipes = await this.#wipes();
    const now = this.#cloud.clock.now();
    await wipes.change(keyOf(wipeId), (wipe) => annotate(wipe, now, { callback: undefined }));
  }

  /** Puts a callback token on a wipe that no run waits on. */
  async replaceToken(wipeId: string): Promise<void> {
    const wipes = await this.#wipes();
    const now = this.#cloud.clock.now();
    const callback = { task: 'dispatch', token: 'of no run' } as const;
    await wipes.change(keyOf(wipeId), (wipe) => annotate(wipe, now, { callback }));
  }

  /** Takes from a wipe the marks of what was told, as if the announcements had been lost. */
  async loseMarks(wipeId: string): Promise<void> {
    const wipes = await this.#wipes();
    const now = this.#cloud.clock.now();
    await wipes.change(keyOf(wipeId), (wipe) => annotate(wipe, now, { messages: [] }));
  }

  /** Takes from a wipe the mark that its record is sealed, as if its writer had died before it was set. */
  async loseSeal(wipeId: string): Promise<void> {
    const wipes = await this.#wipes();
    const now = this.#cloud.clock.now();
    await wipes.change(keyOf(wipeId), (wipe) => annotate(wipe, now, { record: undefined }));
  }

  /** Publishes over AWS IoT, as somebody could who had got hold of the service's rights. */
  async publish(topic: string, payload: unknown): Promise<void> {
    const message = { topic, qos: 1, payload: JSON.stringify(payload) };
    await this.#topics.send(new PublishCommand(message));
  }

  close(): void {
    this.#client.destroy();
    this.#topics.destroy();
  }

  async #wipes() {
    return wipesIn(this.#client, await this.#table('WipesTable'));
  }

  #table(logicalId: string): Promise<string> {
    return tableNameOf(this.#client, logicalId);
  }
}

function keyOf(wipeId: string) {
  const key = parseWipeId(wipeId);
  if (key === undefined) throw new Error('not the id of a wipe');
  return key;
}
