import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { NO_LIMITS } from '#demo/context.ts';
import { PEOPLE, type PersonId } from '#demo/people.ts';
import { codesSent } from './hardware.ts';
import { PATIENCE, Stage, type TestLine } from './stage.ts';
import { contestSecrets, OTHER_NUMBER, THIRD_NUMBER, tour } from './tour.ts';
import { CLERKS_LIMIT, REASON } from './tour-staff.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
let lines: readonly TestLine[];
/** To calls that failed. */
let answers: readonly string[];

beforeAll(async () => {
  stage = await Stage.set({
    context: { ...NO_LIMITS, clerkWipesPerHour: String(CLERKS_LIMIT) },
  });
  lines = await tour(stage);
  answers = await failingCalls();
}, 4 * PATIENCE);

afterAll(() => stage.strike());

/** Grants that no call on the tour has needed, by the beginning of the role's logical id, each with its reason. */
const NOT_ON_THE_TOUR: readonly (readonly [role: RegExp, right: RegExp, why: string])[] = [
  [
    /Role|Signer|Messenger/,
    /^logs:(CreateLogStream|PutLogEvents) /,
    "Lambda writes a function's log in its name; here the log is a file",
  ],
  [
    /^PageCopierRole/,
    /^s3:(GetObject|ListBucket|PutObject) /,
    'It copies the pages when they are deployed; the local cloud copies them itself',
  ],
  [
    /^WorkflowRole/,
    /^logs:\w+(Delivery|Deliveries|LogGroups|ResourcePolicy|ResourcePolicies) \*$/,
    'AWS asks for them once, when it makes the state machine',
  ],
  [
    /^(CommandSigner|HandsetMessagingReceiveReport|ReconciliationReconcile|OperationsViewMeasureWipes)/,
    /^sqs:SendMessage .*DeadLetters/,
    'No event makes these fail; test/local/lambda/events.test.ts has a destination for failures',
  ],
  [
    /^HandsetMessagingKeeper/,
    /^sqs:SendMessage .*DeadLetters/,
    'Only where a rule cannot reach its function: test/local/iot/rules.test.ts',
  ],
  [
    /^(ReconciliationEveryMinute|OperationsViewEveryFiveMinutes)Role/,
    /^sqs:SendMessage .*DeadLetters/,
    'Only where the schedule cannot reach its function: test/local/scheduler/scheduler.test.ts',
  ],
  [
    /^(Messenger|WipeRequestsSendStepUpCode)/,
    /^ses:SendEmail .*identity\/[^@]+$/,
    'Amazon SES asks for the domain where that is what was verified, not the address',
  ],
  [
    /^EnrolmentRenewCertificate/,
    /^iot:UpdateCertificate /,
    'Only where of two renewals at once one loses: test/functions/enrolment/renew-certificate.test.ts',
  ],
  [
    /^DispatchRole/,
    /^(sns:Publish .*Messages|kms:(Decrypt|GenerateDataKey) .*TellingKey)/,
    'Only where the total is full, which operations are told: test/functions/governor/queue.test.ts',
  ],
];

describe('what roles may do', () => {
  /** `ReconciliationReconcileRole… sqs:SendMessage arn:…` of each grant, the role by its logical id. */
  const grants = () => {
    const { cloud } = stage.system;
    const ids = new Map(cloud.resources.map(({ ref, logicalId }) => [ref, logicalId]));
    return cloud.grants().map(({ role, action, resource, used }) => {
      // A key's own name says nothing.
      const named = resource.replace(/(?<=:key\/).+$/, (ref) => ids.get(ref) ?? ref);
      return { role: ids.get(role) ?? role, right: `${action} ${named}`, used };
    });
  };
  const excused = (grant: { role: string; right: string }) =>
    NOT_ON_THE_TOUR.filter(([role, right]) => role.test(grant.role) && right.test(grant.right));

  test('is used on the tour, or says why not', () => {
    const idle = grants().filter((grant) => !grant.used && excused(grant).length === 0);

    expect(idle.map(({ role, right }) => `${role} ${right}`)).toEqual([]);
    expect(grants().filter(({ used }) => used).length).toBeGreaterThan(100);
  });

  test.each(NOT_ON_THE_TOUR)('%s, %s: has a reason that is still needed', (role, right) => {
    const meant = grants().filter((grant) => role.test(grant.role) && right.test(grant.right));

    expect(meant.length).toBeGreaterThan(0);
    expect(meant.filter(({ used }) => used)).toEqual([]);
  });
});

/** What names a person or a line, or is a secret between the service and one of them. */
async function canaries(): Promise<string[]> {
  const sims = await Promise.all(lines.map((line) => codesSent(stage, line)));
  const contacts = [...lines.map(({ mail }) => mail), THIRD_NUMBER];
  const sent = (await Promise.all(contacts.map((to) => stage.messages(to)))).flat();
  const stepUpCodes = sent.flatMap(
    ({ body }) => /(?<![0-9])[0-9]{8}(?![0-9])/.exec(body)?.[0] ?? [],
  );
  // One by mail and one by SMS.
  expect(stepUpCodes).toHaveLength(2);
  const secrets = (await Promise.all(lines.map((line) => contestSecrets(stage, line)))).flat();
  expect(secrets.length).toBeGreaterThan(lines.length);
  return [
    ...new Set(secrets),
    ...lines.flatMap(({ number, mail }) => [number, `81${number.slice(1)}`, mail]),
    ...[OTHER_NUMBER, THIRD_NUMBER].flatMap((number) => [number.slice(1), `0${number.slice(3)}`]),
    ...PEOPLE.flatMap(({ name }) => name.split(' / ')),
    ...sims.flat(),
    ...stepUpCodes,
    ...stage.tokens,
    ...PLANTED,
  ];
}

/** Sent by callers where nobody asked for it. */
const PLANTED = ['09088887777', 'canary-mail@example.org', '見本 カナリア', 'document-4711-0815'];

/** Calls that fail, with personal data wherever a caller can put it. */
async function failingCalls(): Promise<string[]> {
  const [number = '', mail, name, document] = PLANTED;
  const { api } = stage.system;
  const body = JSON.stringify({ [number]: mail, name, document, enrolmentId: number });
  const shopBody = JSON.stringify({ documents: [document], lastFour: number, customer: name });
  const decision = JSON.stringify({ requestHash: 'a'.repeat(43), reason: document });
  const confirmation = JSON.stringify({ proposal: 4711, reason: `${name} ${document}` });
  const line = lines[0]?.lineId;
  const wipe = `${'a'.repeat(43)}.1`;
  const headers = { 'content-type': 'application/json', 'idempotency-key': number };
  const by = async (person: PersonId) => {
    const token = await stage.signIn(person);
    return { headers: { ...headers, authorization: `Bearer ${token}` } };
  };
  const [owner, clerk, approver, operator] = await Promise.all([
    by('office'),
    by('clerk'),
    by('approver'),
    by('operator'),
  ]);
  const post = (as: RequestInit, sent = body): RequestInit => ({
    ...as,
    method: 'POST',
    body: sent,
  });
  const calls: [string, RequestInit][] = [
    [`/v1/lines/${number}`, owner],
    [`/v1/lines/${number}/wipes`, post(owner)],
    [`/v1/lines/${line}/wipes`, post(owner)],
    [`/v1/wipes/${number}/cancellation`, post(owner)],
    [`/v1/lines?after=${number}&mail=${mail}`, owner],
    [`/v1/models?name=x&${number}=${mail}`, owner],
    ['/v1/enrolments', post(owner)],
    ['/v1/enrolments/code', post(owner)],
    [`/v1/enrolments/${number}/certificate`, post(owner)],
    [`/v1/${number}`, owner],
    ['/v1/lines', { headers: { authorization: `Bearer ${number}.${mail}.x` } }],
    ['/v1/shop/lines/search', post(clerk, JSON.stringify({ number }))],
    ['/v1/shop/lines/search', post(clerk)],
    [`/v1/shop/lines/${line}/wipes`, post(clerk, shopBody)],
    [`/v1/approvals?after=${number}&mail=${mail}`, approver],
    [`/v1/wipes/${wipe}/approval`, post(approver, decision)],
    [`/v1/wipes/${number}/rejection`, post(approver, decision)],
    [`/v1/wipes/${wipe}/contest`, post({ headers })],
    [`/v1/ops/wipes?clerk=${mail}&shop=${document}`, operator],
    [`/v1/ops/wipes?after=${number}`, operator],
    [`/v1/ops/wipes/${wipe}/hold`, post(operator, JSON.stringify({ reason: document }))],
    [`/v1/ops/wipes/${number}/redrive`, post(operator)],
    ['/v1/ops/dispatch/resume', post(operator, JSON.stringify({ reason: document }))],
    ['/v1/ops/dispatch/withdrawal/confirmation', post(operator, confirmation)],
    [`/v1/ops/clerks/${number}/reinstatement/confirmation`, post(operator, confirmation)],
    [`/v1/ops/limits?clerk=${number}&mail=${mail}`, operator],
    ['/v1/ops/eligibility', post(operator)],
  ];
  const answers: string[] = [];
  for (const [path, init] of calls) {
    const answer = await fetch(api + path, init);
    const shown = [...answer.headers].filter(([name]) => name !== 'access-control-allow-origin');
    answers.push(`${answer.status} ${JSON.stringify(shown)} ${await answer.text()}`);
  }
  // A parameter too many is no mistake everywhere.
  expect(answers.filter((answer) => !/^(200|4[0-9]{2}) /.test(answer))).toEqual([]);
  return answers;
}

/** Which of the names a text has. One of digits is none inside a longer number. */
const namedIn = (text: string, names: readonly string[]) =>
  names.filter((name) =>
    /^[0-9]+$/.test(name)
      ? new RegExp(`(?<![0-9])${name}(?![0-9])`).test(text)
      : text.includes(name),
  );

describe('personal data', () => {
  test('is in no problem that a failing call is answered with', async () => {
    const names = await canaries();

    expect(namedIn(answers.join('\n'), names)).toEqual([]);
  });

  test('is in no log, execution, queue, topic or record, nor in any other file of the cloud', async () => {
    const names = await canaries();

    const found = (await stage.written(BELONGS_THERE)).flatMap(({ file, text }) =>
      namedIn(
        text,
        names.map((name) => Buffer.from(name).toString('latin1')),
      ).map((name) => `${file}: ${name}`),
    );

    expect(found).toEqual([]);
  });

  test('is in no table but that of lines', async () => {
    const names = await canaries();
    const tables = Object.entries(await stage.administrator.everything());

    const found = tables.filter(([, items]) => namedIn(items.join('\n'), names).length > 0);

    expect(tables).toHaveLength(4);
    expect(found.map(([name]) => name.includes('LinesTable'))).toEqual([true]);
  });

  test('may be in a reason, which is with the wipes and in the journals, and nowhere else', async () => {
    const tables = Object.entries(await stage.administrator.everything());
    const inTables = tables.filter(([, items]) => items.some((item) => item.includes(REASON)));
    // Tables are compressed on disk; all else is looked through, what was sent to people too.
    const files = (await stage.written(['dynamodb'])).filter(({ text }) => text.includes(REASON));

    expect(inTables.map(([name]) => /Wipes|Governor/.exec(name)?.[0]).toSorted()).toEqual([
      'Governor',
      'Wipes',
    ]);
    expect(files.map(({ file }) => file)).toEqual([]);
  });

  test('is looked for in a way that finds it, and where it would be', async () => {
    const names = await canaries();
    const files = (await stage.written()).filter(({ text }) => text.length > 0);
    const folders = new Set(files.map(({ file }) => file.split('/')[0]));
    const sent = files.filter(({ file }) => file.startsWith('inbox/')).map(({ text }) => text);

    expect(namedIn(sent.join('\n'), names)).toEqual(
      expect.arrayContaining([`81${lines[0]?.number.slice(1)}`, OTHER_NUMBER.slice(1)]),
    );
    for (const name of ['cloud.log', 'lambda', 'step-functions', 's3', 'sqs', 'iot'])
      expect(folders).toContain(name);
  });
});

/**
 * Databases, which are asked themselves; what was sent to people; the handsets, who know their own numbers; the
 * issuer, whose people these are.
 */
const BELONGS_THERE = ['dynamodb', 'inbox', 'handsets', 'issuer'];
