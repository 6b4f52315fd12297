/** A tour through all that the service does with people, handsets and AWS, once each, on a system of its own. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ADMINISTRATOR } from '#demo/seed.ts';
import { OPERATIONS } from '#demo/system.ts';
import { until } from '#demo/until.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import { parseWipeId } from '#domain/wipe/wipe.ts';
import { HandHeld } from './hand-held.ts';
import { enrolments, Hardware } from './hardware.ts';
import { type Stage, type TestLine, targetOf } from './stage.ts';
import { atTheCounter, decidedByTwo, heldBack, letGo, reinstated } from './tour-staff.ts';
import { comesTo, comesToRest, issued, owner, request, waiting } from './wipes.ts';

/** A contact that is not on any line. */
export const OTHER_NUMBER = '+819099990000';

/** Eight digits, with none beside them. */
const CODE = /(?<![0-9])[0-9]{8}(?![0-9])/;

/** Where only a step-up code goes. */
export const THIRD_NUMBER = '+819099990001';

/** Longer than the pause before the next rung of the ladder, or the next repair. */
const RUNG = 20 * MINUTE;

/** What is left of it: the lines that it played on. */
export async function tour(stage: Stage): Promise<readonly TestLine[]> {
  // A few at a time: the machine starts a process for every call that comes beside another one.
  const asleep = await askedWhileOff(stage);
  const [forgotten, sold, held] = await Promise.all([
    forgottenByItsRun(stage),
    soldMeanwhile(stage),
    heldBack(stage),
  ]);
  const played = [
    ...(await Promise.all([cancelledEarly(stage), cancelledLate(stage), renewed(stage)])),
    ...(await Promise.all([steppedUpByCode(stage), provenByEnrolment(stage), contested(stage)])),
    await claimedOnceSold(stage),
    ...(await atTheCounter(stage)),
  ];
  // From here on time is pushed on, and sign-ins grow old by it.
  await stage.asTimePasses('all repairs', RUNG, async () => {
    const done = await Promise.all([asleep, forgotten, sold, held].map(({ isDone }) => isDone()));
    return done.every((each) => each) || undefined;
  });
  await wokenUp(stage, asleep);
  await letGo(stage, held);
  await undeliverable(stage);
  await reinstated(stage);
  const withdrawn = await decidedByTwo(stage);
  return [asleep, forgotten, sold, held].map(({ line }) => line).concat(played, withdrawn);
}

/** A handset that is off is called by notice, push and SMS. */
async function askedWhileOff(stage: Stage) {
  const [handset] = await stage.crew(1);
  if (handset === undefined) throw new Error('nobody in the crew');
  const { line } = handset;
  await handset.afterwards('off', () => handset.tell({ do: 'off' }));
  const { wipeId } = await request(stage, line);
  await comesTo(stage, wipeId, 'waiting-for-handset');
  const isDone = async () => {
    const messages = await stage.messages(`+81${line.number.slice(1)}`);
    return messages.some(({ body }) => !/[0-9]{8}/.test(body));
  };
  return { handset, line, wipeId, isDone };
}

/** It comes back and is wiped; its owner looks at everything, and at the record. */
async function wokenUp(
  stage: Stage,
  { handset, line, wipeId }: Awaited<ReturnType<typeof askedWhileOff>>,
): Promise<void> {
  handset.tell({ do: 'on' });
  await comesToRest(stage, wipeId);
  const person = await owner(stage);
  await Promise.all([
    person.lines(),
    person.wipes(line.lineId),
    person.wipe(wipeId),
    person.record(wipeId),
  ]);
  await stage.administrator.loseSeal(wipeId);
  await invoke(stage, 'SealingSealRecordFunction', parseWipeId(wipeId));
}

/** The workflow forgets a wipe, and so did whoever told of it: the reconciler starts another run, and has it told. */
async function forgottenByItsRun(stage: Stage) {
  const { wipeId, line } = await waiting(stage);
  await toldOfRequest(stage, wipeId);
  await stage.administrator.loseRun(wipeId);
  await stage.administrator.loseMarks(wipeId);
  const isDone = async () => {
    const { run, messages } = await stage.administrator.wipe(wipeId);
    return run > 1 && messages.includes('requested');
  };
  return { line, isDone };
}

const toldOfRequest = (stage: Stage, wipeId: string) =>
  until('the owner to be told of the request', async () => {
    const { messages } = await stage.administrator.wipe(wipeId);
    return messages.includes('requested') || undefined;
  });

/** Its owner says "this was not me", by the link in the mail; that alone leaves it where it is. */
async function contested(stage: Stage): Promise<TestLine> {
  const { wipeId, line } = await waiting(stage);
  await toldOfRequest(stage, wipeId);
  const [secret] = await contestSecrets(stage, line);
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  };
  const answer = await fetch(`${stage.system.api}/v1/wipes/${wipeId}/contest`, init);
  if (answer.status !== 200) throw new Error(`contesting was answered ${answer.status}`);
  await until('operations to be told', async () => {
    const mails = await stage.messages(OPERATIONS);
    return mails.some(({ body }) => body.includes(wipeId)) || undefined;
  });
  await comesTo(stage, wipeId, 'waiting-for-handset');
  return line;
}

/** Sold while it waits, as its handset's claim brings out, with another callback token on it than the run waits on. */
async function claimedOnceSold(stage: Stage): Promise<TestLine> {
  const { wipeId, line, handset } = await waiting(stage);
  await stage.administrator.replaceToken(wipeId);
  await stage.administrator.changeLine(line.lineId, { account: 'a-hanako' });
  await handset.askForNothing();
  await comesTo(stage, wipeId, 'refused');
  return line;
}

/** The secrets of the links in messages to a line's owner. */
export async function contestSecrets(stage: Stage, { mail }: TestLine): Promise<string[]> {
  const messages = await stage.messages(mail);
  return messages.flatMap(
    ({ body }) => /\/not-me#[\w-]{43}\.\d+\.([\w-]{22})$/m.exec(body)?.[1] ?? [],
  );
}

/** The line gets another owner while its wipe waits. */
async function soldMeanwhile(stage: Stage) {
  const { wipeId, line } = await waiting(stage);
  await stage.administrator.changeLine(line.lineId, { account: 'a-hanako' });
  const isDone = async () => (await stage.administrator.wipe(wipeId)).state === 'refused';
  return { line, isDone };
}

/** Cancelled before there was a command. Its owner is told by SMS too. */
async function cancelledEarly(stage: Stage): Promise<TestLine> {
  const { wipeId, line } = await waiting(stage);
  await stage.administrator.changeLine(line.lineId, {
    contacts: [
      { kind: 'mail', address: line.mail, changedAt: 0 },
      { kind: 'sms', address: OTHER_NUMBER, changedAt: 0 },
    ],
  });
  await (await owner(stage)).cancel(wipeId);
  await comesToRest(stage, wipeId);
  return line;
}

/** Asked for and cancelled by somebody with a password only: by codes, one by mail and one by SMS. */
async function steppedUpByCode(stage: Stage): Promise<TestLine> {
  const line = await stage.line();
  const { lineId, mail } = line;
  await new Hardware(stage, line).enrol();
  const person = await stage.subscriber('office', { way: 'password' });
  const codeSentTo = async (address: string) => {
    await person.sendStepUpCode(lineId);
    const sent = await stage.messages(address);
    return sent.flatMap(({ body }) => CODE.exec(body)?.[0] ?? []).at(-1) ?? '';
  };
  const target = await targetOf(person, lineId);
  const byMail = { stepUpCode: await codeSentTo(mail) };
  const { wipeId } = await person.requestWipe(lineId, { ...target, ...byMail });
  await stage.administrator.changeLine(lineId, {
    contacts: [
      { kind: 'mail', address: mail, changedAt: 0 },
      { kind: 'sms', address: THIRD_NUMBER, changedAt: 0 },
    ],
  });
  await person.cancel(wipeId, { stepUpCode: await codeSentTo(THIRD_NUMBER) });
  await comesToRest(stage, wipeId);
  return line;
}

/** Cancelled with a command out, which the handset then says that it does not hold. */
async function cancelledLate(stage: Stage): Promise<TestLine> {
  const { wipeId, line, handset } = await issued(stage);
  await (await owner(stage)).cancel(wipeId).catch(() => undefined);
  await handset.askForNothing();
  await comesToRest(stage, wipeId);
  return line;
}

/** Erased, as the next enrolment proves; that lifts the lock of the handset. */
async function provenByEnrolment(stage: Stage): Promise<TestLine> {
  const { hardware, wipeId, line, handset, command } = await issued(stage);
  const locks = { device: 'succeeded', wallet: 'none' } as const;
  await stage.administrator.changeLine(line.lineId, { locks });
  await handset.report(command, 'accepted');
  await comesTo(stage, wipeId, 'accepted');
  const { commandHash } = command;
  await hardware.enrol({ statement: { receipt: await hardware.receipt({ wipeId, commandHash }) } });
  await comesToRest(stage, wipeId);
  return line;
}

async function renewed(stage: Stage): Promise<TestLine> {
  const line = await stage.line();
  const handset = await new Hardware(stage, line).enrol();
  const { tlsKey, body } = await handset.signRenewal();
  const answer = await enrolments(stage).renew(handset.enrolmentId, body);
  const { papers, counter } = handset;
  const successor = new HandHeld(stage, { ...papers, ...answer, tlsKey, counter });
  await successor.connect();
  await successor.askForNothing();
  await until('the certificate before it to be retired', async () =>
    (await stage.logged('certificate-retired')).find((each) => each.includes(papers.enrolmentId)),
  );
  return line;
}

/** A message that nobody can read is tried to the end, and kept. */
async function undeliverable(stage: Stage): Promise<void> {
  await invoke(stage, 'TellingSendMessageFunction', 'no message', 'Event');
  const messenger = stage.nameOf('Messenger');
  // Between two attempts are minutes.
  await stage.asTimePasses('a dead letter', 5 * MINUTE, () => {
    const sent = stage.system.cloud
      .grants()
      .some(
        (grant) => grant.role === messenger && grant.action === 'sqs:SendMessage' && grant.used,
      );
    return sent || undefined;
  });
}

/** Calls a function by the beginning of its logical id. */
async function invoke(
  stage: Stage,
  prefix: string,
  event: unknown,
  InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse',
): Promise<void> {
  const lambda = new LambdaClient({ ...ADMINISTRATOR, endpoint: stage.system.endpoint });
  try {
    const FunctionName = stage.nameOf(prefix);
    const Payload = JSON.stringify(event);
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload }));
  } finally {
    lambda.destroy();
  }
}
