import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '#domain/wipe/settings.ts';
import { issueCommand } from '#functions/issue-command.ts';
import { NOW } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { crashAfter } from '../crash.ts';
import { type ClaimWorld, claimWorld } from './world.ts';

const arn = (id: string) => `arn:aws:iot:ap-northeast-1:000000000000:cert/${id}`;

let world: ClaimWorld;
beforeEach(async () => {
  world = await claimWorld();
  const { enrolmentId } = world.handset;
  const before = await world.tables.enrolments.read(enrolmentId);
  if (before === undefined) throw new Error('the handset is not enrolled');
  const known = { enrolmentId, certificateArn: before.certificateArn };
  await world.tables.enrolments.renew(known, { certificateArn: arn('new'), counter: 1 });
  former = before.certificateArn;
});
afterEach(() => world.tables.stop());

let former: string;
const enrolment = () => world.tables.enrolments.read(world.handset.enrolmentId);

test('is revoked and forgotten once a claim comes over the renewed one', async () => {
  await world.deliver(await world.handset.claim({}, { principal: 'new' }));

  expect(world.revoked).toEqual([former]);
  expect(await enrolment()).not.toHaveProperty('formerCertificateArns');
  expect(world.answers).toHaveLength(1);
});

test('stays in use while claims come over it', async () => {
  await world.deliver(await world.handset.claim({}, { principal: former.split('/')[1] }));

  expect(world.revoked).toEqual([]);
  expect(await enrolment()).toMatchObject({ formerCertificateArns: [former] });
});

test('is revoked with all before the one that a claim comes over, and later ones stay in use', async () => {
  const { enrolmentId } = world.handset;
  for (const [counter, id] of [
    [2, 'newer'],
    [3, 'newest'],
  ] as const) {
    const present = await enrolment();
    if (present === undefined) throw new Error('the handset is not enrolled');
    await world.tables.enrolments.renew(present, { certificateArn: arn(id), counter });
  }

  await world.deliver(await world.handset.claim({}, { principal: 'newer' }));

  expect(world.revoked).toEqual([former, arn('new')]);
  expect(await world.tables.enrolments.read(enrolmentId)).toMatchObject({
    formerCertificateArns: [arn('newer')],
    certificateArn: arn('newest'),
  });
});

test.each<[string, () => Promise<unknown>]>([
  ['that another key signed', () => world.handset.claim({}, { principal: 'new' }, aKey().jwk)],
  [
    'that was too long under way',
    () => world.handset.claim({}, { principal: 'new', receivedAt: NOW - 31 * SECOND }),
  ],
])('stays in use after a claim %s', async (_, claim) => {
  await world.deliver(await claim());

  expect(world.revoked).toEqual([]);
});

test('is revoked after the answer, which is urgent, and costs nothing from the next claim on', async () => {
  const steps = async (counter: number) => {
    const forever = Number.POSITIVE_INFINITY;
    const { dependencies, calls } = crashAfter(world.dependencies(), forever);
    await issueCommand(dependencies)(await world.handset.claim({ counter }, { principal: 'new' }));
    return calls;
  };

  const [first, second] = [await steps(1), await steps(2)];

  expect(first.slice(-3)).toEqual([
    'topics.answer',
    'certificates.revoke',
    'enrolments.forgetFormer',
  ]);
  expect(second).toEqual(first.slice(0, -2));
});

test.each([3, 4])('is found by the next claim where one dies after its step %i', async (step) => {
  const { dependencies } = crashAfter(world.dependencies(), step);
  const first = await world.handset.claim({ counter: 1 }, { principal: 'new' });
  await expect(issueCommand(dependencies)(first)).rejects.toThrow();
  expect(await enrolment()).toMatchObject({ formerCertificateArns: [former] });

  await world.deliver(await world.handset.claim({ counter: 2 }, { principal: 'new' }));

  expect(world.revoked).toContain(former);
  expect(await enrolment()).not.toHaveProperty('formerCertificateArns');
});
