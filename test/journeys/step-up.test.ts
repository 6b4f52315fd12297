/** Step-up over the whole system: sent back to sign in by the challenge of RFC 9470, or by code with a password only. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ApiProblem } from '#demo/api-client.ts';
import { Browser } from '#demo/browser.ts';
import { signIn } from '#demo/sign-in.ts';
import { ROUTES } from '#functions/contract/routes.ts';
import { askFor, PATIENCE, Stage, targetOf } from './stage.ts';

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
  const codeFrom = async (address: string, count: number) => {
    const messages = await stage.messages(address);
    expect(messages).toHaveLength(count);
    return /[0-9]{8}/.exec(messages.at(-1)?.body ?? '')?.[0] ?? '';
  };

  test('asks and cancels by codes that go to another contact, each of them once', async () => {
    const { lineId, mail } = await handsetThatIsOff();
    const owner = await stage.subscriber('office', { way: 'password' });
    const target = await targetOf(owner, lineId);
    const before = (await stage.messages(mail)).length;

    const without = await refusalOf(owner.requestWipe(lineId, target));
    expect(await owner.sendStepUpCode(lineId)).toMatchObject({ by: 'mail' });
    const stepUpCode = await codeFrom(mail, before + 1);
    const { wipeId } = await owner.requestWipe(lineId, { ...target, stepUpCode });
    const twice = await refusalOf(owner.cancel(wipeId, { stepUpCode }));
    await owner.sendStepUpCode(lineId);
    const another = await codeFrom(mail, before + 2);
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

/** Who signs in for a route, by the first of the roles that may call it. */
const CALLERS = {
  subscriber: 'office',
  shop: 'clerk',
  ops: 'operator',
  approver: 'approver',
} as const;

test.each(
  ROUTES.flatMap((route) =>
    route.caller === 'person' && route.stepUp
      ? [[route.path, CALLERS[route.roles[0] ?? 'subscriber']] as const]
      : [],
  ),
)('%s takes no stale or half sign-in', async (path, caller) => {
  const { lineId } = await handsetThatIsOff();
  const owner = await stage.subscriber('office');
  const { wipeId } = await askFor(owner, lineId);
  const target = await targetOf(owner, lineId);
  const url = path
    .replace('{lineId}', lineId)
    .replace('{wipeId}', wipeId)
    .replace('{person}', 'p-clerk');
  const send = async (token: string) => {
    const answer = await fetch(`${stage.system.api}${url}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'another-key',
      },
      body: JSON.stringify(path.endsWith('/wipes') ? target : {}),
    });
    return [answer.status, answer.headers.get('www-authenticate')];
  };
  const challenge = expect.stringContaining('insufficient_user_authentication');

  const half = await signIn(stage.system.issuer, caller, { way: 'password' });
  const whole = await signIn(stage.system.issuer, caller);
  const refusedHalf = await send(half);
  stage.shift(301_000);

  expect([refusedHalf, await send(whole)]).toEqual([
    [401, challenge],
    [401, challenge],
  ]);
});
