/**
 * `POST /v1/enrolments`: enrols a handset on a line. Every step may run twice, and the order is crash-safe:
 * thing and certificate, `Enrolments` item, then the line points to it, which commits; earlier lives end last.
 */
import { IoTClient } from '@aws-sdk/client-iot';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import type { PublicJwk } from '#domain/protocol/signature.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import { type Certificate, certificatesOf } from './aws/certificates.ts';
import { dynamo } from './aws/dynamo.ts';
import { pushBy } from './aws/push.ts';
import { type NamedKey, signingKey } from './aws/signing-key.ts';
import { readEnvironment } from './contract/environment.ts';
import { Enrol } from './contract/requests.ts';
import { type CertifyingSources, certify } from './enrolment/certify.ts';
import { earlierLives, endLives, openWipeOf } from './enrolment/earlier-lives.ts';
import { leaving, withEnrolment } from './enrolment/line-enrolments.ts';
import { type Applicant, judgeApplicant, PlatformKeys } from './enrolment/statement.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf } from './http/input.ts';
import { json, ProblemError } from './http/problem.ts';
import { isCode, withoutCode, withTrySpent } from './line/enrolment-code.ts';
import { log } from './log.ts';
import { type Announcement, type Announcements, announcementsTo } from './messages/announcement.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import { type Callbacks, callbacksOf } from './workflow/execution.ts';

interface Dependencies extends CertifyingSources {
  readonly lines: Pick<Lines, 'byNumber' | 'change'>;
  readonly enrolments: Enrolments;
  readonly wipes: Pick<Wipes, 'latest' | 'save'>;
  readonly callbacks: Callbacks;
  readonly announcements: Announcements;
  readonly platformKeys: readonly PublicJwk[];
  /** The present command key, then the standby. */
  readonly commandKeys: () => Promise<readonly NamedKey[]>;
  readonly now: () => number;
}

export const enrol =
  (deps: Dependencies): ApiHandler =>
  async (event) => {
    const body = bodyOf(event, Enrol);
    const applicant = await judgeApplicant(body, deps.platformKeys);
    const line = await lineOfCode(deps, body);
    const lives = await earlierLives(deps, line, applicant);
    await refuseWhileWiping(deps, { line, lives, applicant });

    const certificate = await certify(deps, { line, applicant, csr: body.csr });
    // Making one takes its time, in which a wipe may have been asked for.
    await refuseWhileWiping(deps, { line, lives, applicant, certificate });
    await commit(deps, { line, applicant, code: body.code, certificate });
    const { lineId } = line;
    const { enrolmentId, handsetId } = applicant;
    // Before these lives end: an enrolment that dies here and is asked for again finds only those that have not.
    for (const life of lives)
      if (life.lineId !== lineId) await tell(deps, 'enrolled-elsewhere', life);
    await endLives(deps, lives, applicant, deps.now());
    await markReplaced(deps, line, applicant);
    await tell(deps, 'enrolled', { lineId, enrolmentId });
    log({ code: 'enrolled', lineId, enrolmentId, earlierLives: lives.length });
    return json(201, {
      enrolmentId,
      handsetId,
      certificate: certificate.pem,
      ca: deps.certificates.caPem,
      endpoint: await deps.certificates.endpoint(),
      keys: await deps.commandKeys(),
    });
  };

/** The line whose present code this is. A wrong try is counted; whether the line exists is not told. */
async function lineOfCode(
  { lines, announcements, now }: Dependencies,
  { number, code }: { number: string; code: string },
): Promise<Line> {
  const found = await lines.byNumber(number);
  if (found === undefined) throw new ProblemError('code-wrong');
  const { lineId } = found;
  const { right, triesLeft } = await lines.change<Tried>(lineId, (line) => {
    if (isCode(line, code, now())) return { answer: { right: line } };
    const store = withTrySpent(line, now());
    return { ...(store && { store }), answer: { triesLeft: store?.enrolmentCode?.triesLeft } };
  });
  if (right !== undefined) return right;
  // Once a code: from then on there is nothing left to try.
  if (triesLeft === 0) {
    log({ code: 'enrolment-refused', why: 'code-guessed', lineId });
    await announcements.publish({ v: 1, about: 'guessing', lineId });
  }
  throw new ProblemError('code-wrong');
}

interface Tried {
  readonly right?: Line;
  readonly triesLeft?: number | undefined;
}

interface Refusable {
  readonly line: Line;
  readonly lives: readonly Enrolment[];
  readonly applicant: Applicant;
  /** Made for it already. */
  readonly certificate?: Certificate;
}

/** Hardware with an open wipe does not slip away by clearing its data; the owner and operations are told. */
async function refuseWhileWiping(
  deps: Dependencies,
  { line, lives, applicant, certificate }: Refusable,
): Promise<void> {
  const wipeId = await openWipeOf(deps, lives, applicant, deps.now());
  if (wipeId === undefined) return;
  if (certificate !== undefined) await deps.certificates.revoke(certificate.arn);
  await deps.lines.change(line.lineId, (present) => ({
    store: withoutCode(present),
    answer: undefined,
  }));
  const owner = lives.find(({ enrolmentId }) => wipeId.startsWith(enrolmentId));
  await tell(deps, 'refused', {
    lineId: owner?.lineId ?? line.lineId,
    enrolmentId: owner?.enrolmentId ?? applicant.enrolmentId,
  });
  log({ code: 'enrolment-refused', why: 'wipe-open', wipeId });
  throw new ProblemError('wipe-open');
}

type Enrolling = Extract<Announcement, { about: 'enrolment' }>;

/** Has the owner of a line told what happened to an enrolment of it. */
const tell = (
  { announcements }: Dependencies,
  event: Enrolling['event'],
  { lineId, enrolmentId }: Pick<Enrolling, 'lineId' | 'enrolmentId'>,
) => announcements.publish({ v: 1, about: 'enrolment', event, lineId, enrolmentId });

/** The line points to the enrolment and its code is used up, in one write. */
async function commit(
  deps: Dependencies,
  {
    line,
    applicant,
    code,
    certificate,
  }: { line: Line; applicant: Applicant; code: string; certificate: Certificate },
): Promise<void> {
  const { lines, wipes, certificates, now } = deps;
  const wiping = new Set<string>();
  for (const { enrolmentId } of leaving(line, { ...applicant, now: now() })) {
    const wipe = await wipes.latest(enrolmentId);
    if (wipe && !hasEnded(wipe.state)) wiping.add(enrolmentId);
  }
  const committed = await lines.change(line.lineId, (present) =>
    isCode(present, code, now())
      ? {
          store: withEnrolment(withoutCode(present), { ...applicant, now: now(), wiping }),
          answer: true,
        }
      : { answer: isCommitted(present, applicant) },
  );
  if (committed) return;
  // Another key was enrolled with this code: no line will ever point to this one.
  await certificates.revoke(certificate.arn);
  throw new ProblemError('code-wrong');
}

/** The same handset asked twice at once, and the other call came first. */
const isCommitted = ({ enrolments }: Line, { enrolmentId }: Applicant) =>
  enrolments.at(-1)?.enrolmentId === enrolmentId;

/** Other hardware on the line is replaced; it stays claimable and wipeable for a while. */
async function markReplaced(
  { enrolments }: Dependencies,
  line: Line,
  { handsetId }: Applicant,
): Promise<void> {
  // All of them, for an earlier call may have committed and then died.
  const others = line.enrolments.filter((entry) => entry.handsetId !== handsetId);
  for (const { enrolmentId } of others) await enrolments.replace(enrolmentId);
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('enrol');
  const client = dynamo();
  const kms = new KMSClient({});
  const sns = new SNSClient({});
  const wipes = wipesIn(client, environment.WIPES_TABLE);
  const keys = [environment.COMMAND_KEY, environment.STANDBY_COMMAND_KEY].map((id) =>
    signingKey(kms, id),
  );
  const { PUSH_APPLICATION: application } = environment;
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes,
    callbacks: callbacksOf(new SFNClient({}), wipes),
    certificates: certificatesOf(new IoTClient({}), {
      policy: environment.HANDSET_POLICY,
      caPem: environment.MQTT_CA_PEM,
    }),
    push: pushBy(sns),
    pushApplication: application === 'none' ? undefined : application,
    announcements: announcementsTo(sns, environment.MESSAGES_TOPIC),
    platformKeys: PlatformKeys.parse(JSON.parse(environment.PLATFORM_KEYS)).keys,
    commandKeys: () => Promise.all(keys.map((key) => key.named())),
    now: Date.now,
  };
};

export const handler = api(enrol(dependencies()));
