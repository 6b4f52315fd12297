/**
 * `POST /v1/enrolments`: enrols a handset on a line. Every step may run twice, and the order is crash-safe:
 * thing and certificate, `Enrolments` item, then the line points to it, which commits; earlier lives end last.
 */
import { IoTClient } from '@aws-sdk/client-iot';
import { KMSClient } from '@aws-sdk/client-kms';
import { SNSClient } from '@aws-sdk/client-sns';
import { certificatesInUse, type Enrolment } from '#domain/line/enrolment.ts';
import type { Line } from '#domain/line/line.ts';
import type { PublicJwk } from '#domain/protocol/signature.ts';
import { type Certificate, type Certificates, certificatesOf } from './aws/certificates.ts';
import { dynamo } from './aws/dynamo.ts';
import { type Push, pushBy } from './aws/push.ts';
import { type NamedKey, signingKey } from './aws/signing-key.ts';
import { Enrol } from './contract/bodies.ts';
import { readEnvironment } from './contract/environment.ts';
import { isCode, withoutCode, withTrySpent } from './enrolment/code.ts';
import { earlierLives, endLives, openWipeOf } from './enrolment/earlier-lives.ts';
import { withEnrolment } from './enrolment/line-enrolments.ts';
import { type Applicant, judgeApplicant, PlatformKeys } from './enrolment/statement.ts';
import { type ApiHandler, api } from './http/api.ts';
import { bodyOf } from './http/input.ts';
import { json, ProblemError } from './http/problem.ts';
import { log } from './log.ts';
import { type Announcements, announcementsTo } from './messages/announcement.ts';
import { isConflict } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { type Lines, linesIn } from './store/lines.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';

interface Dependencies {
  readonly lines: Pick<Lines, 'byNumber' | 'change'>;
  readonly enrolments: Enrolments;
  readonly wipes: Pick<Wipes, 'latest' | 'save'>;
  readonly certificates: Certificates;
  readonly push: Pick<Push, 'endpointOf'>;
  /** Platform application of the push service, where the deployment has one. */
  readonly pushApplication: string | undefined;
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

    const certificate = await issueCertificate(deps, line, applicant, body.csr);
    await commit(deps, { line, applicant, code: body.code });
    await endLives(deps, lives, applicant, deps.now());
    await markReplaced(deps, line, applicant);
    const { lineId } = line;
    const { enrolmentId, handsetId } = applicant;
    await deps.announcements.publish({
      v: 1,
      about: 'enrolment',
      event: 'enrolled',
      lineId,
      enrolmentId,
    });
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
  { lines, now }: Dependencies,
  { number, code }: { number: string; code: string },
): Promise<Line> {
  const found = await lines.byNumber(number);
  if (found === undefined) throw new ProblemError('code-wrong');
  const right = await lines.change(found.lineId, (line) => {
    if (isCode(line, code, now())) return { answer: line };
    const store = withTrySpent(line, now());
    return { ...(store && { store }), answer: undefined };
  });
  if (right === undefined) throw new ProblemError('code-wrong');
  return right;
}

/** Hardware with an open wipe does not slip away by clearing its data; the owner and operations are told. */
async function refuseWhileWiping(
  deps: Dependencies,
  { line, lives, applicant }: { line: Line; lives: readonly Enrolment[]; applicant: Applicant },
): Promise<void> {
  const wipeId = await openWipeOf(deps, lives, applicant, deps.now());
  if (wipeId === undefined) return;
  await deps.lines.change(line.lineId, (present) => ({
    store: withoutCode(present),
    answer: undefined,
  }));
  const owner = lives.find(({ enrolmentId }) => wipeId.startsWith(enrolmentId));
  await deps.announcements.publish({
    v: 1,
    about: 'enrolment',
    event: 'refused',
    lineId: owner?.lineId ?? line.lineId,
    enrolmentId: owner?.enrolmentId ?? applicant.enrolmentId,
  });
  log({ code: 'enrolment-refused', why: 'wipe-open', wipeId });
  throw new ProblemError('wipe-open');
}

/** A certificate and its enrolment. The same key again is the same enrolment, with a new certificate. */
async function issueCertificate(
  deps: Dependencies,
  line: Line,
  applicant: Applicant,
  csr: string,
): Promise<Certificate> {
  const { enrolmentId, handsetId, enrolmentKey, statement } = applicant;
  const known = await deps.enrolments.read(enrolmentId);
  if (known !== undefined && !isSame(known, line, handsetId))
    throw new ProblemError('enrolment-ended');
  const certificate = await deps.certificates.issue(enrolmentId, csr);
  if (known !== undefined) {
    await orRevoke(deps, certificate, 'enrolment-ended', () =>
      deps.enrolments.replaceCertificate(enrolmentId, certificate.arn),
    );
    for (const arn of certificatesInUse(known)) await deps.certificates.revoke(arn);
    return certificate;
  }
  const { model, sim, preset, software, app, pushToken } = statement;
  const pushEndpoint = pushToken && (await pushEndpointOf(deps, pushToken));
  const now = deps.now();
  // The same handset asked twice at once: the other call's certificate is the enrolment's, this one is not.
  await orRevoke(deps, certificate, 'busy', () =>
    deps.enrolments.put({
      enrolmentId,
      handsetId,
      lineId: line.lineId,
      enrolmentKey,
      ...{ model, sim, preset, software, app },
      ...(pushEndpoint && { pushEndpoint }),
      certificateArn: certificate.arn,
      state: 'current',
      enrolledAt: now,
      lastSeenAt: now,
      renewalCounter: 0,
    }),
  );
  return certificate;
}

/** Writes the enrolment of a new certificate; where somebody was first, the certificate is nobody's. */
async function orRevoke(
  { certificates }: Dependencies,
  { arn }: Certificate,
  code: 'busy' | 'enrolment-ended',
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isConflict(error)) throw error;
    await certificates.revoke(arn);
    throw new ProblemError(code, {}, code === 'busy' ? { 'retry-after': '1' } : {});
  }
}

const isSame = (known: Enrolment, line: Line, handsetId: string) =>
  known.handsetId === handsetId && known.lineId === line.lineId && known.state !== 'over';

/** Push only makes waking quicker: without an endpoint the enrolment stands, and SMS wakes the handset. */
async function pushEndpointOf(
  { push, pushApplication }: Dependencies,
  token: string,
): Promise<string | undefined> {
  if (pushApplication === undefined) return undefined;
  return push.endpointOf(pushApplication, token).catch((error: unknown) => {
    log({ code: 'wake-up-not-sent', error });
    return undefined;
  });
}

/** The line points to the enrolment and its code is used up, in one write. */
async function commit(
  { lines, now }: Dependencies,
  { line, applicant, code }: { line: Line; applicant: Applicant; code: string },
): Promise<void> {
  const committed = await lines.change(line.lineId, (present) =>
    isCode(present, code, now())
      ? { store: withEnrolment(withoutCode(present), applicant, now()), answer: true }
      : { answer: false },
  );
  if (!committed) throw new ProblemError('code-wrong');
}

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
  const keys = [environment.COMMAND_KEY, environment.STANDBY_COMMAND_KEY].map((id) =>
    signingKey(kms, id),
  );
  const { PUSH_APPLICATION: application } = environment;
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    wipes: wipesIn(client, environment.WIPES_TABLE),
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
