/** What the fuzzed requests are about: handsets that no wipe was asked for, wipes at each stage, and a stranger's. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Approver } from '#demo/approver.ts';
import { Clerk } from '#demo/clerk.ts';
import { FIRST_OF_MORE, lineIdOf, moreLines, numberOf } from '#demo/lines.ts';
import type { PersonId } from '#demo/people.ts';
import { ADMINISTRATOR, seed } from '#demo/seed.ts';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber } from '#demo/subscriber.ts';
import { tableNameOf } from '#demo/table-name.ts';
import { until } from '#demo/until.ts';
import type { Whereabouts } from '#demo/welcome.ts';
import { append } from '#domain/governor/journal.ts';
import { standingScope, suspend } from '#domain/governor/standing.ts';
import { type EnrolledHandset, enrolHandset } from './handset.ts';
import { contestSecret } from './inbox.ts';

/** Sample lines by serial number: of the owner, of somebody with a password only, of a stranger. */
const [TARGET, WIPED, CODED, FOREIGN] = [3, 4, 5, 1];
/** Of the business account. */
const [OPERATED, SLEEPING, OVERRULED, VISITED, APPROVABLE, REJECTABLE, TAKEN_BACK] = [
  0, 1, 2, 3, 4, 5, 6,
];
const LINES_OF_OFFICE = 7;

/** A handset that no wipe was asked for, and what a request for it has to say. */
export interface Target {
  readonly lineId: string;
  readonly handset: EnrolledHandset;
  readonly body: object;
}

/** A handset with a wipe. */
export interface Wiped {
  readonly lineId: string;
  readonly handset: EnrolledHandset;
  readonly wipeId: string;
}

/** A wipe that waits for a second person, who was shown this hash. */
export interface Undecided extends Wiped {
  readonly requestHash: string;
}

export interface Scene {
  /** The owner's. */
  readonly target: Target;
  /** Of somebody with a password only. */
  readonly coded: Target;
  /** Of a customer who comes to the shop. */
  readonly visited: Target;
  /** The owner's, which waits for its handset as all that follow. */
  readonly wiped: Wiped;
  /** For operations to hold and to drive on, to cancel, and to wake up and be contested. */
  readonly operated: Wiped;
  readonly overruled: Wiped;
  readonly sleeping: Wiped;
  /** What stands in the link to contest `sleeping`. */
  readonly contestSecret: string;
  /** The stranger's. */
  readonly foreign: Wiped;
  /** What a clerk asked for without the customer. */
  readonly approvable: Undecided;
  readonly rejectable: Undecided;
  readonly takenBack: Undecided;
}

/** Whoever is suspended from the start; nobody signs in so. */
export const SUSPENDED = 'p-suspended';

/** Enrols the handsets and asks for the wipes. */
export async function setScene(at: Whereabouts): Promise<Scene> {
  await Promise.all([
    seed(at.endpoint, moreLines(LINES_OF_OFFICE, Date.now())),
    suspendClerk(at.endpoint),
  ]);
  const by = async (person: PersonId) => new Subscriber(at.api, await signIn(at.issuer, person));
  const [taro, jiro, hanako, office] = await Promise.all([
    by('taro'),
    by('jiro'),
    by('hanako'),
    by('office'),
  ]);
  const clerk = new Clerk(at.api, await signIn(at.issuer, 'clerk'));
  const [operated, overruled, sleeping] = await Promise.all(
    [OPERATED, OVERRULED, SLEEPING].map((n) => waiting(at, office, FIRST_OF_MORE + n)),
  );
  const [approvable, rejectable, takenBack] = await Promise.all(
    [APPROVABLE, REJECTABLE, TAKEN_BACK].map((n) => undecided(at, clerk, FIRST_OF_MORE + n)),
  );
  if (!operated || !overruled || !sleeping || !approvable || !rejectable || !takenBack)
    throw new Error('a wipe is missing');
  const visited = await enrolled(at, FIRST_OF_MORE + VISITED);
  return {
    target: await targetOf(at, taro, TARGET),
    coded: await targetOf(at, jiro, CODED),
    visited: { ...visited, body: await visitBody(clerk, visited) },
    wiped: await waiting(at, taro, WIPED),
    foreign: await waiting(at, hanako, FOREIGN),
    ...{ operated, overruled, sleeping, approvable, rejectable, takenBack },
    contestSecret: await contestSecret(at.inbox, sleeping.wipeId),
  };
}

async function enrolled(at: Whereabouts, serial: number) {
  return { lineId: lineIdOf(serial), handset: await enrolHandset(at, numberOf(serial)) };
}

async function targetOf(at: Whereabouts, owner: Subscriber, serial: number) {
  const { lineId, handset } = await enrolled(at, serial);
  return { lineId, handset, body: bodyFor(await owner.line(lineId)) };
}

async function waiting(at: Whereabouts, owner: Subscriber, serial: number): Promise<Wiped> {
  const { body, ...about } = await targetOf(at, owner, serial);
  const { wipeId } = await owner.requestWipe(about.lineId, body);
  await until('the wipe to wait for its handset', async () => {
    const { state } = await owner.wipe(wipeId);
    return state === 'waiting-for-handset' || undefined;
  });
  return { ...about, wipeId };
}

/** What a clerk records. */
const VISIT = { documents: ['driving-licence' as const], reservation: true };

async function undecided(at: Whereabouts, clerk: Clerk, serial: number): Promise<Undecided> {
  const about = await enrolled(at, serial);
  const body = { ...(await visitBody(clerk, about)), customerPresent: false };
  const { wipeId } = await clerk.requestWipe(about.lineId, body);
  const approver = new Approver(at.api, await signIn(at.issuer, 'approver'));
  const { requestHash } = await until('the wipe to wait for a second person', async () =>
    (await approver.toDecide()).find((approval) => approval.wipeId === wipeId),
  );
  return { ...about, wipeId, requestHash };
}

async function visitBody(clerk: Clerk, { handset }: Pick<Target, 'handset'>) {
  const line = await clerk.search(handset.enrolled.number);
  return { ...bodyFor(line), ...VISIT, customerPresent: true };
}

function bodyFor({ handsets, number }: Awaited<ReturnType<Subscriber['line']>>) {
  const [handset] = handsets;
  if (handset === undefined) throw new Error('the line shows no handset');
  const { enrolmentId, eligibility } = handset;
  return { enrolmentId, lastFour: number.slice(-4), consents: eligibility.warnings };
}

/** As the governor does with a clerk who asks for too many. */
async function suspendClerk(endpoint: string): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...ADMINISTRATOR, endpoint }));
  const scope = standingScope(SUSPENDED);
  const decision = suspend(undefined, { now: Date.now(), why: 'more than 20 wipes in an hour' });
  if (decision.kind !== 'entry') throw new Error('nobody was suspended');
  const Item = { scope, window: '0000000001', ...append(scope, undefined, decision.entry) };
  await client.send(
    new PutCommand({ TableName: await tableNameOf(client, 'GovernorTable'), Item }),
  );
  client.destroy();
}

/** Ids of somebody else's, for a caller who may not know of them. */
export const foreignIds = ({ foreign }: Scene) => [
  foreign.lineId,
  foreign.wipeId,
  foreign.handset.enrolmentId,
];

/** All handsets but the stranger's. */
export function ownHandsets(scene: Scene): EnrolledHandset[] {
  const { target, coded, visited, wiped, operated, overruled, sleeping } = scene;
  const { approvable, rejectable, takenBack } = scene;
  const all = [target, coded, visited, wiped, operated, overruled, sleeping];
  return [...all, approvable, rejectable, takenBack].map(({ handset }) => handset);
}

/** What no refusal may repeat: numbers, codes, statements, requests for certificates. */
export function secretsOf(scene: Scene): string[] {
  const handsets = [...ownHandsets(scene), scene.foreign.handset];
  return [
    scene.contestSecret,
    ...handsets.flatMap(({ enrolled: { number, code, statement }, renewed }) => [
      ...[number, code, statement, renewed.statement],
    ]),
  ];
}
