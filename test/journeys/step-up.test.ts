/** Step-up over the whole system: sent back to sign in by the challenge of RFC 9470, or by code with a password only. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ApiProblem } from '#demo/api-client.ts';
import { Browser } from '#demo/browser.ts';
import { Clerk } from '#demo/clerk.ts';
import type { PersonId } from '#demo/people.ts';
import { signIn } from '#demo/sign-in.ts';
import { ROUTES } from '#functions/contract/routes.ts';
import { askFor, PATIENCE, Stage, targetOf } from './stage.ts';
import { comesTo } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
}, PATIENCE);
afterAll(() => stage.strike(), PATIENCE);

/** What a page asks the issuer for after a challenge: its own parameters, and a sign-in whatever the session. */
function askedBy(challenge = '') {
  expect(challenge).toContain('error="insufficient_user_authentication"');
  const parameters = ['acr_values', 'max_age'].map((name) => [
    name,
    new RegExp(`${name}="([^"]+)"`).exec(challenge)?.[1] ?? '',
  ]);
  return { prompt: 'login', ...Object.fromEntries(parameters) };
}
const refusalOf = async (call: Promise<unknown>) => {
  const problem = await call.catch((error: unknown) => error);
  if (problem instanceof ApiProblem) return problem;
  throw new Error('it was not refused');
};
/** A line of the business account with a handset that does not answer. */
async function handsetThatIsOff() {
  const [member] = await stage.crew(1);
  if (member === undefined) throw new Error('nobody came');
  member.tell({ do: 'off' });
  return member.line;
}

describe('a request is sent back to sign in', () => {
  test('by somebody who used a password only, and goes on after two factors', async () => {
    const { lineId } = await handsetThatIsOff();
    const browser = new Browser();
    const before = await stage.subscriber('office', { way: 'password', browser });

    const refused = await refusalOf(askFor(before, lineId));
    const asking = askedBy(refused.challenge);
    const after = await stage.subscriber('office', { way: 'passkey', asking, browser });
    const wipe = await askFor(after, lineId);

    expect(refused).toMatchObject({ status: 401, code: 'step-up-required' });
    expect(asking).toEqual({ prompt: 'login', acr_values: '2', max_age: '300' });
    expect(wipe.state).toBe('requested');
  });

  test('by somebody who signed in too long ago, and so is every cancellation', async () => {
    const { lineId } = await handsetThatIsOff();
    const browser = new Browser();
    const owner = await stage.subscriber('office', { browser });
    const { wipeId } = await askFor(owner, lineId);
    stage.shift(301_000);

    const stale = await refusalOf(owner.cancel(wipeId));
    const again = await stage.subscriber('office', { asking: askedBy(stale.challenge), browser });

    expect(stale.code).toBe('step-up-required');
    expect(await again.cancel(wipeId)).toMatchObject({ result: 'cancelled' });
  });

  test('unless it is one that was answered before', async () => {
    const { lineId } = await handsetThatIsOff();
    const owner = await stage.subscriber('office');
    const target = await targetOf(owner, lineId);
    const { wipeId } = await owner.requestWipe(lineId, target, 'a-key-of-this-test');
    stage.shift(301_000);

    const again = await owner.requestWipe(lineId, target, 'a-key-of-this-test');

    expect(again.wipeId).toBe(wipeId);
  });
});

describe('somebody with a password only', () => {
  /** The newest of so many codes: what else people are told comes between them. */
  const codeFrom = async (address: string, count: number) => {
    const messages = await stage.messages(address);
    const codes = messages.flatMap(({ body }) => /(?<![0-9])[0-9]{8}(?![0-9])/.exec(body) ?? []);
    expect(codes).toHaveLength(count);
    return codes.at(-1) ?? '';
  };

  test('asks and cancels by codes that go to another contact, each of them once', async () => {
    const { lineId, mail } = await handsetThatIsOff();
    const owner = await stage.subscriber('office', { way: 'password' });
    const target = await targetOf(owner, lineId);

    const without = await refusalOf(owner.requestWipe(lineId, target));
    expect(await owner.sendStepUpCode(lineId)).toMatchObject({ by: 'mail' });
    const stepUpCode = await codeFrom(mail, 1);
    const { wipeId } = await owner.requestWipe(lineId, { ...target, stepUpCode });
    const twice = await refusalOf(owner.cancel(wipeId, { stepUpCode }));
    await owner.sendStepUpCode(lineId);
    const another = await codeFrom(mail, 2);
    const { result } = await owner.cancel(wipeId, { stepUpCode: another });

    expect([without.code, twice.code, result]).toEqual([
      'step-up-required',
      'code-wrong',
      'cancelled',
    ]);
    expect(JSON.stringify(await stage.logged('request-refused'))).not.toContain(stepUpCode);
  });

  test('is told by SMS where another line is at hand', async () => {
    const { lineId } = await stage.line();
    const address = '+819000009999';
    await stage.administrator.changeLine(lineId, {
      contacts: [{ kind: 'sms', address, lineId: 'line-of-somebody', changedAt: 0 }],
    });
    const owner = await stage.subscriber('office', { way: 'password' });

    expect(await owner.sendStepUpCode(lineId)).toMatchObject({ by: 'sms' });
    expect(await codeFrom(address, 1)).toMatch(/^[0-9]{8}$/);
  });

  test('is sent to a shop where only the line itself could be told', async () => {
    const owner = await stage.subscriber('office', { way: 'password' });
    const line = await stage.line();
    await stage.administrator.changeLine(line.lineId, { contacts: [] });

    expect(await refusalOf(owner.sendStepUpCode(line.lineId))).toMatchObject({
      status: 409,
      code: 'no-contact-for-code',
      body: { referrals: ['F_SHOP_COUNTER'] },
    });
  });
});

/** By function: who calls it, and about which wipe or line with what body. A new route has to say it here. */
const CALLS: Readonly<Record<string, () => Promise<StepUpCall>>> = {
  'request-wipe': async () => {
    const { lineId } = await handsetThatIsOff();
    const owner = await stage.subscriber('office');
    return { by: 'office', ids: { lineId }, body: await targetOf(owner, lineId) };
  },
  'cancel-wipe': async () => {
    const { lineId } = await handsetThatIsOff();
    const { wipeId } = await askFor(await stage.subscriber('office'), lineId);
    return { by: 'office', ids: { wipeId }, body: {} };
  },
  'request-shop-wipe': async () => {
    const { lineId } = await handsetThatIsOff();
    return { by: 'clerk', ids: { lineId }, body: await visitOf(lineId) };
  },
  'approve-wipe': () => decision(),
  'reject-wipe': () => decision(),
  // These ask for the sign-in before they look at what is decided.
  'switch-dispatch': async () => ({ by: 'operator', ids: {}, body: {} }),
  'reinstate-clerk': async () => ({ by: 'operator', ids: { person: 'p-clerk' }, body: {} }),
};

interface StepUpCall {
  readonly by: PersonId;
  /** By the names that the path has for them. */
  readonly ids: Readonly<Record<string, string>>;
  readonly body: object;
}

/** What a clerk asks for whose customer is not there. */
async function visitOf(lineId: string) {
  const target = await targetOf(await stage.subscriber('office'), lineId);
  return {
    ...target,
    documents: ['driving-licence' as const],
    reservation: true,
    customerPresent: false,
  };
}

/** A second person's word on a wipe that waits for it. */
async function decision(): Promise<StepUpCall> {
  const { lineId } = await handsetThatIsOff();
  const clerk = new Clerk(stage.system.api, await signIn(stage.system.issuer, 'clerk'));
  const { wipeId } = await clerk.requestWipe(lineId, await visitOf(lineId));
  const { requestHash } = await comesTo(stage, wipeId, 'awaiting-approval');
  return { by: 'approver', ids: { wipeId }, body: { requestHash, reason: 'As agreed' } };
}

test.each(
  ROUTES.flatMap((route) =>
    route.caller === 'person' && route.stepUp ? [[route.path, route.function] as const] : [],
  ),
)('%s takes no stale or half sign-in', async (path, name) => {
  const prepare = CALLS[name];
  if (prepare === undefined) throw new Error(`say in this test how to call ${name}`);
  const { by, ids, body } = await prepare();
  const url = path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? '');
  const send = async (token: string) => {
    const answer = await fetch(`${stage.system.api}${url}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'another-key',
      },
      body: JSON.stringify(body),
    });
    return [answer.status, answer.headers.get('www-authenticate')];
  };
  const challenge = expect.stringContaining('insufficient_user_authentication');

  const half = await signIn(stage.system.issuer, by, { way: 'password' });
  const whole = await signIn(stage.system.issuer, by);
  const refusedHalf = await send(half);
  stage.shift(301_000);

  expect([refusedHalf, await send(whole)]).toEqual([
    [401, challenge],
    [401, challenge],
  ]);
});
