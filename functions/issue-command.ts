/**
 * Topic rule on `handsets/+/claim`: answers a handset's claim with a signed command, or with "nothing".
 * The order is the safety: strong reads, write `issued` with the command's hash, sign, publish.
 */
import { IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { certificatesInUse, type Enrolment } from '#domain/line/enrolment.ts';
import { CLAIM_TYPE, Claim } from '#domain/protocol/claim.ts';
import { commandHash, compactJws, makeCommand, signingInput } from '#domain/protocol/command.ts';
import { decideClaim, issue } from '#domain/wipe/decide-claim.ts';
import { HOUR, SECOND } from '#domain/wipe/settings.ts';
import { hasEnded } from '#domain/wipe/states.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { type Certificates, certificateIdIn, revocation } from './aws/certificates.ts';
import { dynamo } from './aws/dynamo.ts';
import { type HandsetTopics, handsetTopics } from './aws/handset-topics.ts';
import { type SigningKey, signingKey } from './aws/signing-key.ts';
import { readEnvironment } from './contract/environment.ts';
import { readMessage } from './handset/message.ts';
import { log } from './log.ts';
import { type Announcements, announce, announcementsTo } from './messages/announcement.ts';
import { untilFirst } from './store/conflict.ts';
import { type Enrolments, enrolmentsIn } from './store/enrolments.ts';
import { linesIn } from './store/lines.ts';
import { standingIn } from './store/standing.ts';
import { switchIn } from './store/switch.ts';
import { type Wipes, wipesIn } from './store/wipes.ts';
import {
  type CircumstanceSources,
  type Read,
  readCircumstances,
} from './workflow/circumstances.ts';
import { type Callbacks, callbacksOf } from './workflow/execution.ts';
import { isStale } from './workflow/pause-guard.ts';

interface Dependencies extends CircumstanceSources {
  readonly enrolments: Pick<Enrolments, 'read' | 'seen' | 'forgetFormer'>;
  readonly certificates: Pick<Certificates, 'revoke'>;
  readonly wipes: Pick<Wipes, 'latest' | 'save'>;
  readonly topics: Pick<HandsetTopics, 'answer'>;
  readonly commandKey: SigningKey;
  readonly callbacks: Callbacks;
  readonly announcements: Announcements;
  readonly issuer: string;
  /** Milliseconds. */
  readonly commandLife: number;
  readonly verdictTime: number;
}

/** A claim that was longer under way is answered no more: the handset has a newer one out. */
const OLDEST_CLAIM = 30 * SECOND;

export const issueCommand =
  (deps: Dependencies) =>
  async (event: unknown): Promise<void> => {
    const kind = { typ: CLAIM_TYPE, schema: Claim, oldest: OLDEST_CLAIM, posthumous: false };
    const message = await readMessage(event, kind, deps);
    if (message.kind === 'dropped') {
      log({ code: 'claim-dropped', why: message.why, enrolmentId: message.enrolmentId });
      return;
    }
    const { payload: claim, jws: evidence, enrolment, certificateId } = message;
    if (claim.enrolmentId !== enrolment.enrolmentId) {
      log({ code: 'claim-dropped', why: 'wrong-enrolment', enrolmentId: enrolment.enrolmentId });
      return;
    }
    await noteSeen(deps, enrolment);

    const outcome = await untilFirst(() => decide(deps, { enrolment, claim, evidence }));
    await act(deps, claim, outcome);
    await retireFormer(deps, enrolment, certificateId);
  };

/** "Last seen" is told to the hour; more would be a write a claim. */
async function noteSeen({ enrolments, now }: Dependencies, enrolment: Enrolment): Promise<void> {
  if (now() - enrolment.lastSeenAt > HOUR) await enrolments.seen(enrolment.enrolmentId, now());
}

/** The handset has this certificate, so those before it have served. After the answer: that one is urgent. */
async function retireFormer(
  { enrolments, certificates }: Dependencies,
  enrolment: Enrolment,
  certificateId: string,
): Promise<void> {
  const inUse = certificatesInUse(enrolment);
  const served = inUse.findIndex((arn) => certificateIdIn(arn) === certificateId);
  if (served <= 0) return;
  for (const arn of inUse.slice(0, served)) await certificates.revoke(arn);
  await enrolments.forgetFormer(enrolment, served);
  log({ code: 'certificate-retired', enrolmentId: enrolment.enrolmentId });
}

type Outcome =
  | { readonly kind: 'drop'; readonly wipe: Wipe; readonly why: string }
  | { readonly kind: 'nothing'; readonly enrolmentId: string }
  | { readonly kind: 'settle'; readonly wipe: Wipe }
  | { readonly kind: 'sign'; readonly wipe: Wipe; readonly input: string; readonly read: Read };

interface Question {
  readonly enrolment: Enrolment;
  readonly claim: Claim;
  readonly evidence: string;
}

async function decide(deps: Dependencies, question: Question): Promise<Outcome> {
  const { enrolment, claim, evidence } = question;
  const wipe = await deps.wipes.latest(enrolment.enrolmentId);
  if (wipe === undefined) return { kind: 'nothing', enrolmentId: enrolment.enrolmentId };
  // Asked for before the pause is read: a first call to KMS takes part of the second that the reading is good for.
  const { kid } = await deps.commandKey.named();
  const read = await readCircumstances(deps, wipe);
  const decision = decideClaim(wipe, claim, { ...read, evidence });
  switch (decision.kind) {
    case 'drop':
      return { ...decision, wipe };
    case 'nothing':
      return { kind: 'nothing', enrolmentId: enrolment.enrolmentId };
    case 'settle':
      await deps.wipes.save(wipe, decision.wipe);
      return decision;
    case 'issue':
      return prepare(deps, { wipe, read, kid }, question);
  }
}

/** Writes down that this command goes out, before it exists. */
async function prepare(
  deps: Dependencies,
  { wipe, read, kid }: { wipe: Wipe; read: Read; kid: string },
  { enrolment, claim, evidence }: Question,
): Promise<Outcome> {
  const now = deps.now();
  const command = makeCommand({
    issuer: deps.issuer,
    wipeId: wipe.wipeId,
    enrolmentId: enrolment.enrolmentId,
    handsetId: enrolment.handsetId,
    nonce: claim.nonce,
    now,
    life: deps.commandLife,
    walletLocked: read.line?.locks.wallet === 'succeeded',
  });
  const input = signingInput(command, kid);
  const kept = {
    commandHash: commandHash(input),
    nonce: claim.nonce,
    kid,
    issuedAt: now,
    expiresAt: command.exp * 1000,
  };
  const { verdictTime } = deps;
  const issued = issue(wipe, claim, { command: kept, evidence, verdictTime });
  await deps.wipes.save(wipe, issued);
  return { kind: 'sign', wipe: issued, input, read };
}

async function act(deps: Dependencies, claim: Claim, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'drop':
      log({ code: 'claim-dropped', why: outcome.why, wipeId: outcome.wipe.wipeId });
      return;
    case 'nothing':
      await deps.topics.answer(outcome.enrolmentId, { v: 1, nothing: claim.nonce });
      return;
    case 'settle': {
      const { wipe } = outcome;
      if (hasEnded(wipe.state)) await deps.callbacks.answer(wipe, 'moved-on');
      await deps.topics.answer(wipe.enrolmentId, { v: 1, nothing: claim.nonce });
      log({ code: 'claim-answered', wipeId: wipe.wipeId, state: wipe.state });
      return;
    }
    case 'sign':
      await signAndSend(deps, outcome);
  }
}

async function signAndSend(
  deps: Dependencies,
  { wipe, input, read }: Extract<Outcome, { kind: 'sign' }>,
): Promise<void> {
  const { wipeId, enrolmentId } = wipe;
  // No signature rests on an older reading of the pause.
  const isTooLate = () => isStale(read, deps.now());
  if (isTooLate()) return log({ code: 'command-given-up', wipeId, why: 'before-signing' });
  const jws = compactJws(input, await deps.commandKey.sign(input));
  if (isTooLate()) return log({ code: 'command-given-up', wipeId, why: 'before-sending' });
  // Before it is out, so that no command is without its line.
  log({ code: 'command-signed', wipeId, commandHash: commandHash(input) });
  await deps.topics.answer(enrolmentId, { v: 1, jws });
  // The handset has its answer: no message is worth making it wait.
  await announce(deps.announcements, wipe, 'command-issued');
}

const dependencies = (): Dependencies => {
  const environment = readEnvironment('issue-command');
  const client = dynamo();
  const wipes = wipesIn(client, environment.WIPES_TABLE);
  return {
    lines: linesIn(client, environment.LINES_TABLE),
    enrolments: enrolmentsIn(client, environment.ENROLMENTS_TABLE),
    certificates: { revoke: revocation(new IoTClient({})) },
    wipes,
    standing: standingIn(client, environment.GOVERNOR_TABLE),
    dispatchSwitch: switchIn(client, environment.GOVERNOR_TABLE),
    topics: handsetTopics(new IoTDataPlaneClient({})),
    commandKey: signingKey(new KMSClient({}), environment.COMMAND_KEY),
    callbacks: callbacksOf(new SFNClient({}), wipes),
    announcements: announcementsTo(new SNSClient({}), environment.MESSAGES_TOPIC),
    now: Date.now,
    issuer: environment.SERVICE_ISSUER,
    commandLife: environment.COMMAND_LIFE_SECONDS * SECOND,
    verdictTime: environment.VERDICT_SECONDS * SECOND,
  };
};

export const handler = issueCommand(dependencies());
