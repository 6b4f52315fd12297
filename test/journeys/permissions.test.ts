import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { signIn } from '#demo/sign-in.ts';
import { Subscriber } from '#demo/subscriber.ts';
import { CLAIM_TYPE } from '#domain/protocol/claim.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { apiOperations } from '#drill/fuzz/operations.ts';
import type { Answer } from '#drill/fuzz/request.ts';
import { Wire } from '#drill/fuzz/wire.ts';
import type { HandHeld } from './hand-held.ts';
import { Hardware } from './hardware.ts';
import { minted } from './minted.ts';
import { requestAbout, type Scene } from './requests-about.ts';
import { PATIENCE, Stage, targetOf } from './stage.ts';
import { expected, KINDS, type Kind, WHO_MAY } from './who-may-what.ts';
import { comesTo, comesToRest } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

const LAST = 'cancel-wipe';
/** A wipe that was cancelled is another one to ask about, so its owner cancels it last of all. */
const OPERATIONS = apiOperations().toSorted(
  (a, b) => Number(a.id === LAST) - Number(b.id === LAST),
);

/** Whose scope another one's route does not take. */
const STAFF: readonly Kind[] = [
  'shop',
  'ops',
  'ops-by-password',
  'approver',
  'approver-by-password',
];

/** What the token of a sign-in without a second factor says. */
const BY_PASSWORD = { assurance: '1', acr: '1', amr: ['pwd'] };

let stage: Stage;
let wire: Wire;
let scene: Scene;
/** The wipe that the former owner asked for. */
let earlier: { wipeId: string; enrolmentId: string };
let tokens: Readonly<Record<Kind, string>>;

beforeAll(async () => {
  stage = await Stage.set();
  wire = new Wire(stage.system.api, 8);
  const token = await signIn(stage.system.issuer, 'office');
  const subscriber = (name: string, claims = {}) =>
    minted(stage, token, { person: `p-${name}`, account: `a-${name}`, ...claims });
  const staff = (role: string) =>
    minted(stage, token, {
      // With the owner's account in it: it is the role that keeps them out.
      ...{ person: `p-${role}`, account: 'a-owner', role, shop: 'shop-1' },
      scope: `remote-wipe remote-wipe/${role}`,
    });
  const { lineId, mail, number } = await stage.line();
  const line = { lineId, mail, number };

  await stage.administrator.changeLine(lineId, { account: 'a-former' });
  const former = await subscriber('former');
  const sold = await new Hardware(stage, line).enrol();
  const { wipeId } = await ask(former, lineId);
  await comesTo(stage, wipeId, 'waiting-for-handset');
  await stage.administrator.changeLine(lineId, { account: 'a-owner' });
  await sold.askForNothing();
  await comesToRest(stage, wipeId);
  earlier = { wipeId, enrolmentId: sold.enrolmentId };

  const hardware = new Hardware(stage, line);
  const enrolled = await hardware.body();
  const { enrolmentId } = await hardware.send(enrolled);
  const owner = await subscriber('owner');
  const body = await targetOf(new Subscriber(stage.system.api, owner), lineId);
  const own = await ask(owner, lineId);
  await comesTo(stage, own.wipeId, 'waiting-for-handset');
  const { body: renewed } = await sold.signRenewal();
  const [ops, approver] = [await staff('ops'), await staff('approver')];
  const place = { lineId, handset: { enrolmentId, enrolled, renewed }, wipeId: own.wipeId };
  scene = { target: place, wiped: place, body };
  tokens = {
    nobody: '',
    handset: await claimOf(sold),
    expired: await minted(stage, owner, { exp: Math.floor(Date.now() / 1000) - 1 }),
    stranger: await signIn(stage.system.issuer, 'taro'),
    'other-administrator': token,
    'former-owner': former,
    owner,
    'owner-by-password': await minted(stage, owner, BY_PASSWORD),
    'new-owner': owner,
    shop: await staff('shop'),
    ops,
    'ops-by-password': await minted(stage, ops, BY_PASSWORD),
    approver,
    'approver-by-password': await minted(stage, approver, BY_PASSWORD),
  };
}, 2 * PATIENCE);

afterAll(async () => {
  wire.close();
  await stage.strike();
});

async function ask(token: string, lineId: string) {
  const subscriber = new Subscriber(stage.system.api, token);
  return subscriber.requestWipe(lineId, await targetOf(subscriber, lineId));
}

/** What a handset signs, in the place of a token. */
async function claimOf(handset: HandHeld): Promise<string> {
  const { enrolmentId, papers } = handset;
  const claim = { enrolmentId, nonce: 'n'.repeat(22), holding: 'none', counter: 99 };
  return signJws(claim, { typ: CLAIM_TYPE, key: papers.enrolmentKey });
}

type Operation = (typeof OPERATIONS)[number];

async function call(
  operation: Operation,
  kind: Kind,
  about = sceneOf(kind, operation),
): Promise<Answer> {
  const { headers, ...request } = requestAbout(operation, about, tokens[kind]);
  const { authorization: _none, ...anonymous } = headers;
  const answer = await wire.send({ ...request, headers: kind === 'nobody' ? anonymous : headers });
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

function sceneOf(kind: Kind, { id }: Operation): Scene {
  if (kind !== 'new-owner' && kind !== 'ops' && !WHO_MAY[id]?.aboutEarlier) return scene;
  return { ...scene, wiped: { ...scene.wiped, wipeId: earlier.wipeId } };
}

/** Ids that nothing has. */
function nothing(): Scene {
  const { lineId } = { lineId: 'line-9999' };
  const enrolmentId = 'A'.repeat(43);
  const handset = { ...scene.target.handset, enrolmentId };
  const place = { lineId, handset, wipeId: `${enrolmentId}.1` };
  return { ...scene, target: place, wiped: place };
}

/** `409 wipe-open`, and the status alone where the answer is no problem of the service. */
function summary({ status, text }: Answer): string {
  const [, code] = /"type":"urn:problem:remote-wipe:([a-z-]+)"/.exec(text) ?? [];
  return code === undefined ? String(status) : `${status} ${code}`;
}

/** What tells one answer from another: all but when it was given. */
function told({ status, headers, text }: Answer) {
  const { date: _date, 'apigw-requestid': _id, 'x-amz-cf-id': _cf, ...others } = headers;
  return { status, text, headers: others };
}

test('every route of the API has its row in the table, and every row its route', () => {
  expect(Object.keys(WHO_MAY).toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
});

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
  '%s',
  (id, operation) => {
    const kinds = KINDS.toSorted((a, b) => Number(a === 'owner') - Number(b === 'owner'));

    test.each(kinds)('for %s', async (kind) => {
      const answer = summary(await call(operation, kind));

      // Who has the scope of another role is refused by the gateway or by the function: by both, it is a refusal.
      const isStaff = STAFF.includes(kind);
      const plain = isStaff ? answer.replace(' not-allowed', '') : answer;
      expect(plain).toBe(expected(id, kind));
    });

    const isPersonal = WHO_MAY[id]?.missing !== undefined;
    const others = isPersonal
      ? (['stranger', 'other-administrator', 'former-owner', 'new-owner'] as const)
      : [];
    const strangers = others.filter((kind) => expected(id, kind) === WHO_MAY[id]?.missing);
    for (const kind of strangers)
      test(`what is not theirs looks to ${kind} as if it were not there`, async () => {
        const [foreign, missing] = await Promise.all([
          call(operation, kind),
          call(operation, kind, nothing()),
        ]);

        expect(told(foreign)).toEqual(told(missing));
      });
  },
);

describe('the new owner of a line', () => {
  test.each(['show-line', 'list-wipes', 'list-lines'])(
    'sees in %s nothing of before',
    async (id) => {
      const operation = OPERATIONS.find((each) => each.id === id);
      if (operation === undefined) throw new Error('no such operation');

      const { status, text } = await call(operation, 'owner');

      expect(status).toBe(200);
      expect(text).toContain(scene.target.handset.enrolmentId);
      expect(text).not.toContain(earlier.enrolmentId);
    },
  );
});

test('nobody who was refused changed anything: only the owner’s cancellation did', async () => {
  const own = await stage.administrator.wipe(scene.wiped.wipeId);
  const before = await stage.administrator.wipe(earlier.wipeId);

  expect(own.events.map(({ type }) => type)).toContain('cancelled');
  expect(own.events.flatMap(({ by }) => (by.kind === 'person' ? by.id : []))).toEqual([
    'p-owner',
    'p-owner',
  ]);
  expect(before).toMatchObject({ state: 'refused', reason: 'ownership-changed' });
  expect(await stage.administrator.attemptsOf(scene.target.handset.enrolmentId)).toHaveLength(1);
});
