import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { until } from '#demo/until.ts';
import { Claim } from '#domain/protocol/claim.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { decodePart } from '#domain/protocol/signature.ts';
import { MINUTE, pauseAfterCommand } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { PATIENCE, Stage } from './stage.ts';
import { comesTo, comesToRest, endsTold, issued, owner, request, waiting } from './wipes.ts';

jest.setTimeout(2 * PATIENCE);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.strike());

/** The claim that a wipe's last event rests on. */
function lastClaim({ events }: Wipe): Claim {
  const [, payload = ''] = (events.at(-1)?.evidence ?? '').split('.');
  return Claim.parse(decodePart(payload));
}

const typesOf = ({ events }: Wipe) => events.map(({ type }) => type);

describe('a claim in `issued`', () => {
  test('that holds none gets a new command, with its own nonce', async () => {
    const { handset, wipeId, command } = await issued(stage);
    stage.shift(pauseAfterCommand(1));

    const second = await handset.askForCommand();

    expect(second.commandHash).not.toBe(command.commandHash);
    const { state, commands } = await stage.administrator.wipe(wipeId);
    expect(state).toBe('issued');
    expect(commands.at(-1)).toMatchObject({
      commandHash: second.commandHash,
      nonce: second.nonce,
    });
  });

  test('that says what it holds gets nothing and changes nothing', async () => {
    const { handset, wipeId, command } = await issued(stage);
    // What its owner was told of is marked later on.
    const before = await until('its owner to be told', async () => {
      const wipe = await stage.administrator.wipe(wipeId);
      return wipe.messages.length === 2 ? wipe : undefined;
    });

    await handset.askForNothing({ holding: command.commandHash });

    expect(await stage.administrator.wipe(wipeId)).toEqual(before);
  });

  test('with an equal or a lower counter is dropped', async () => {
    const { handset, wipeId } = await issued(stage);
    const wish = (await owner(stage)).cancel(wipeId);
    await expect(wish).rejects.toMatchObject({ code: 'not-known-yet' });
    const dropped = async () =>
      (await stage.logged('claim-dropped')).filter(
        (line) => line.includes(wipeId) && line.includes('"counter"'),
      ).length;

    await handset.claim({ counter: handset.counter });
    await handset.claim({ counter: 1 });
    await until('two dropped claims', async () => ((await dropped()) >= 2 ? true : undefined));
    expect((await stage.administrator.wipe(wipeId)).state).toBe('issued');
    await handset.askForNothing();

    const wipe = await comesTo(stage, wipeId, 'cancelled');
    expect(lastClaim(wipe).counter).toBe(handset.counter);
  });

  test('that is delivered many times is one command', async () => {
    const { handset, wipeId } = await waiting(stage);
    const { claim, payload } = await handset.signClaim();
    const copies = Array.from({ length: 8 }, () =>
      handset.publish(topics(handset.enrolmentId).claim, payload),
    );

    await Promise.all(copies);
    const wipe = await comesTo(stage, wipeId, 'issued');
    // Whatever came after it is answered too by then.
    await handset.askForNothing({ holding: wipe.commands[0]?.commandHash ?? '' });

    const { commands, events } = await stage.administrator.wipe(wipeId);
    expect(commands).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'command-issued')).toHaveLength(1);
    expect(handset.answers.filter(({ nonce }) => nonce === claim.nonce).length).toBeLessThan(2);
  });
});

describe('a cancel in `issued`', () => {
  test('is not known yet, stops every further command, and is settled by a claim that holds none', async () => {
    const { handset, line, wipeId } = await issued(stage);
    const person = await owner(stage);
    const { commands } = await stage.administrator.wipe(wipeId);

    const wish = { status: 409, code: 'not-known-yet' };
    await expect(person.cancel(wipeId)).rejects.toMatchObject(wish);
    await expect(person.cancel(wipeId)).rejects.toMatchObject(wish);
    expect(await person.wipe(wipeId)).toMatchObject({ state: 'issued', cancellation: 'wished' });
    stage.shift(pauseAfterCommand(1));
    await handset.askForNothing();

    const wipe = await comesToRest(stage, wipeId);
    expect(wipe).toMatchObject({ state: 'cancelled', commands });
    expect(typesOf(wipe)).toContain('cancel-requested');
    expect(await person.cancel(wipeId)).toMatchObject({ result: 'cancelled' });
    expect(await endsTold(stage, line)).toEqual(['cancelled']);
    expect((await request(stage, line)).wipeId).toBe(`${handset.enrolmentId}.2`);
  });

  test('is too late once the handset has reported that it begins, and settled as erased', async () => {
    const { handset, line, wipeId, command } = await issued(stage);
    const person = await owner(stage);
    await expect(person.cancel(wipeId)).rejects.toMatchObject({ code: 'not-known-yet' });

    await handset.report(command, 'accepted');
    await comesTo(stage, wipeId, 'accepted');
    const late = { status: 409, code: 'too-late' };
    await expect(person.cancel(wipeId)).rejects.toMatchObject(late);
    await handset.report(command, 'sd-done');
    await handset.report(command, 'erased');

    expect(await comesToRest(stage, wipeId)).toMatchObject({ state: 'erased', proof: 'report' });
    await expect(person.cancel(wipeId)).rejects.toMatchObject(late);
    await expect(request(stage, line)).rejects.toMatchObject({ code: 'enrolment-ended' });
  });
});

describe('a refusal by the handset', () => {
  test('of a command that a newer one has voided ends nothing; of the newest one, it does', async () => {
    const { handset, line, wipeId, command } = await issued(stage);
    stage.shift(pauseAfterCommand(1));
    const newer = await handset.askForCommand();

    await handset.report(command, 'refused', { reason: 'bad-signature' });
    const noted = await until('the refusal', async () => {
      const wipe = await stage.administrator.wipe(wipeId);
      return typesOf(wipe).includes('command-refused') ? wipe : undefined;
    });
    expect(noted.state).toBe('issued');
    await handset.report(newer, 'refused', { reason: 'bad-signature' });

    const wipe = await comesToRest(stage, wipeId);
    expect(wipe).toMatchObject({ state: 'failed', reason: 'bad-signature' });
    expect(await endsTold(stage, line)).toEqual(['failed']);
    expect((await request(stage, line)).wipeId).toBe(`${handset.enrolmentId}.2`);
  });

  test('that comes after it began ends nothing', async () => {
    const { handset, wipeId, command } = await issued(stage);
    await handset.report(command, 'accepted');
    const accepted = await comesTo(stage, wipeId, 'accepted');

    await handset.report(command, 'refused', { reason: 'bad-signature' });
    await handset.report(command, 'erased');

    const erased = await comesTo(stage, wipeId, 'erased');
    expect(typesOf(erased)).toEqual([...typesOf(accepted), 'erased']);
  });
});

describe('a handset that asks again and again', () => {
  test('is paced, gets 20 commands in all, and then the wait for the verdict begins', async () => {
    const { handset, wipeId } = await waiting(stage);
    const commands = async () => (await stage.administrator.wipe(wipeId)).commands.length;
    const dropped = async () =>
      (await stage.logged('claim-dropped')).find(
        (line) => line.includes(wipeId) && line.includes('"paced"'),
      );
    await handset.claim();
    await until('the first command', async () => (await commands()) === 1 || undefined);
    await handset.claim();
    await until('a claim that came too soon', dropped);
    for (let n = 1; n < 20; n += 1) {
      stage.shift(pauseAfterCommand(n));
      await handset.claim();
      await until('one more command', async () => (await commands()) === n + 1 || undefined);
    }

    await handset.askForNothing();

    const wipe = await stage.administrator.wipe(wipeId);
    expect(wipe).toMatchObject({ state: 'issued', verdictUntil: expect.any(Number) });
    expect(wipe.commands).toHaveLength(20);
    stage.shift(20 * MINUTE);
    await comesTo(stage, wipeId, 'unconfirmed');
  });
});
