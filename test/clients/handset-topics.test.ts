import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { until } from '#demo/until.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { HandHeld } from '#test/journeys/hand-held.ts';
import { PATIENCE } from '#test/journeys/stage.ts';
import { setClientStage } from './client-stage.ts';
import {
  asks,
  type Credentials,
  credentialsOf,
  listen,
  publishes,
  subscribes,
} from './mosquitto.ts';

jest.setTimeout(2 * PATIENCE);

const set = setClientStage();

/** A simulated handset that is switched off, and what its folder says of it. */
let handset: HandHeld;
let credentials: Credentials;
let other: HandHeld;
beforeAll(async () => {
  const { stage } = set();
  const members = await stage.crew(2);
  for (const member of members) {
    // The answer to its own first claim must not come to whoever takes its place.
    await member.untilEvent('nothing');
    await member.afterwards('off', () => member.tell({ do: 'off' }));
  }
  const [own, another] = await Promise.all(members.map(({ dir }) => HandHeld.of(stage, dir)));
  if (own === undefined || another === undefined) throw new Error('the crew is too small');
  [handset, other] = [own, another];
  credentials = await credentialsOf(join(stage.folder, 'pem'), handset.papers);
}, PATIENCE);

const own = () => topics(handset.enrolmentId);

describe('with the certificate of an enrolled handset', () => {
  test('mosquitto_rr claims, and is told that nothing waits', async () => {
    const { claim, payload } = await handset.signClaim();

    const { code, stdout } = await asks(credentials, {
      topic: own().claim,
      answers: own().command,
      payload: JSON.stringify(payload),
    });

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ v: 1, nothing: claim.nonce });
  });

  test('mosquitto_sub hears what the AWS CLI publishes to its own topic', async () => {
    const { aws, stage } = set();
    const listener = await listen(credentials, own().notice);
    const file = join(stage.folder, 'notice.json');
    await writeFile(file, JSON.stringify({ v: 1 }));

    await aws.json(
      ...['iot-data', 'publish', '--topic', own().notice, '--qos', '1'],
      ...['--payload', `fileb://${file}`],
    );

    await until('the notice', () => listener.said().includes('{"v":1}') || undefined);
    await listener.stop();
  });

  test('it subscribes to its own topics and no others', async () => {
    for (const filter of [own().notice, own().command])
      expect([filter, await subscribes(credentials, filter)]).toEqual([filter, true]);

    for (const filter of [
      own().claim,
      own().report,
      topics(other.enrolmentId).command,
      topics('+').command,
      'handsets/#',
      '#',
      `$aws/things/${handset.enrolmentId}/shadow/update`,
      '$aws/events/#',
    ])
      expect([filter, await subscribes(credentials, filter)]).toEqual([filter, false]);
  });

  test('it publishes to its own topics and no others', async () => {
    for (const topic of [own().claim, own().report])
      expect([topic, await publishes(credentials, topic, '{}')]).toEqual([topic, true]);

    for (const topic of [
      own().notice,
      own().command,
      topics(other.enrolmentId).claim,
      topics(other.enrolmentId).command,
      'handsets',
      `$aws/things/${handset.enrolmentId}/shadow/update`,
    ])
      expect([topic, await publishes(credentials, topic, '{}')]).toEqual([topic, false]);
  });

  test('it is nobody else', async () => {
    const posing = { ...credentials, clientId: other.enrolmentId };

    expect(await publishes(posing, topics(other.enrolmentId).claim, '{}')).toBe(false);
    expect(await publishes({ ...credentials, clientId: 'anybody' }, own().claim, '{}')).toBe(false);
  });
});
