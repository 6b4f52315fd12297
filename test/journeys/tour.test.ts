import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PEOPLE } from '#demo/people.ts';
import { signIn } from '#demo/sign-in.ts';
import { codesSent } from './hardware.ts';
import { PATIENCE, Stage, type TestLine } from './stage.ts';
import { contestSecrets, OTHER_NUMBER, THIRD_NUMBER, tour } from './tour.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
let lines: readonly TestLine[];
let token: string;

beforeAll(async () => {
  stage = await Stage.set();
  lines = await tour(stage);
  token = await signIn(stage.system.issuer, 'office');
  stage.tokens.push(token);
}, 3 * PATIENCE);

afterAll(() => stage.strike());

/** Grants that no call on the tour has needed, by the beginning of the role's logical id, each with its reason. */
const NOT_ON_THE_TOUR: readonly (readonly [role: RegExp, right: RegExp, why: string])[] = [
  [
    /Role|Signer|Messenger/,
    /^logs:(CreateLogStream|PutLogEvents) /,
    "Lambda writes a function's log in its name; here the log is a file",
  ],
  [
    /^WorkflowRole/,
    /^logs:\w+(Delivery|Deliveries|LogGroups|ResourcePolicy|ResourcePolicies) \*$/,
    'AWS asks for them once, when it makes the state machine',
  ],
  [
    /^(CommandSigner|HandsetMessagingReceiveReport|ReconciliationReconcile)/,
    /^sqs:SendMessage .*DeadLetters/,
    'No event makes these fail; test/local/lambda/events.test.ts has a destination for failures',
  ],
  [
    /^HandsetMessagingKeeper/,
    /^sqs:SendMessage .*DeadLetters/,
    'Only where a rule cannot reach its function: test/local/iot/rules.test.ts',
  ],
  [
    /^(ReconciliationEveryMinute|OperationsViewEveryFiveMinutes)/,
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
    /^DispatchCheckEligibility/,
    /^dynamodb:UpdateItem .*Wipes/,
    'Only where a wipe is refused between its request and its first task: test/functions/workflow/tasks.test.ts',
  ],
];

describe('what roles may do', () => {
  /** `ReconciliationReconcileRole… sqs:SendMessage arn:…` of each grant, the role by its logical id. */
  const grants = () => {
    const { cloud } = stage.system;
    const ids = new Map(cloud.resources.map(({ ref, logicalId }) => [ref, logicalId]));
    return cloud.grants().map(({ role, action, resource, used }) => {
      return { role: ids.get(role) ?? role, right: `${action} ${resource}`, used };
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
  const authorization = `Bearer ${token}`;
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': number };
  const body = JSON.stringify({ [number]: mail, name, document, enrolmentId: number });
  const line = lines[0]?.lineId;
  const calls: [string, RequestInit][] = [
    [`/v1/lines/${number}`, { headers }],
    [`/v1/lines/${number}/wipes`, { headers, method: 'POST', body }],
    [`/v1/lines/${line}/wipes`, { headers, method: 'POST', body }],
    [`/v1/wipes/${number}/cancellation`, { headers, method: 'POST', body }],
    [`/v1/lines?after=${number}&mail=${mail}`, { headers }],
    [`/v1/models?name=x&${number}=${mail}`, { headers }],
    ['/v1/enrolments', { headers, method: 'POST', body }],
    ['/v1/enrolments/code', { headers, method: 'POST', body }],
    [`/v1/enrolments/${number}/certificate`, { headers, method: 'POST', body }],
    [`/v1/${number}`, { headers }],
    ['/v1/lines', { headers: { authorization: `Bearer ${number}.${mail}.x` } }],
  ];
  const answers = await Promise.all(
    calls.map(async ([path, init]) => {
      const answer = await fetch(api + path, init);
      const shown = [...answer.headers].filter(([name]) => name !== 'access-control-allow-origin');
      return `${answer.status} ${JSON.stringify(shown)} ${await answer.text()}`;
    }),
  );
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
    const answers = (await failingCalls()).join('\n');

    expect(namedIn(answers, await canaries())).toEqual([]);
  });

  test('is in no log, execution, queue, topic or record, nor in any other file of the cloud', async () => {
    await failingCalls();
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
