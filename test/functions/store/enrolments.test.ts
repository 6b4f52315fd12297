import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '#domain/audit/digest.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { anEnrolment, NOW } from '#test/domain/builders.ts';
import { startTables, type Tables } from '../tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let enrolmentId: string;
let serial = 0;
let known: Pick<Enrolment, 'enrolmentId' | 'certificateArn'>;
beforeEach(() => {
  enrolmentId = digest(`enrolment ${serial++}`);
  known = { enrolmentId, certificateArn: 'arn:1' };
});
const given = async (overrides: Partial<Enrolment> = {}) => {
  const enrolment = anEnrolment({ ...known, ...overrides });
  await tables.enrolments.put(enrolment);
  return enrolment;
};
const present = () => tables.enrolments.read(enrolmentId);
const conflict = { name: 'ConditionalCheckFailedException' };

describe('an enrolment', () => {
  test('is read as it was put', async () => {
    const enrolment = await given({ pushEndpoint: 'arn:aws:sns:endpoint' });

    expect(await present()).toEqual(enrolment);
  });

  test('is put once', async () => {
    const enrolment = await given();

    await expect(tables.enrolments.put({ ...enrolment, model: 'X' })).rejects.toMatchObject(
      conflict,
    );
    expect(await present()).toEqual(enrolment);
  });

  test('that is not there is undefined, and is not made by a change', async () => {
    expect(await present()).toBeUndefined();
    await expect(tables.enrolments.end(enrolmentId)).rejects.toMatchObject(conflict);
    await expect(tables.enrolments.seen(enrolmentId, NOW)).rejects.toMatchObject(conflict);
    expect(await present()).toBeUndefined();
  });

  test('tells when it was last seen', async () => {
    await given();

    await tables.enrolments.seen(enrolmentId, NOW);

    expect(await present()).toMatchObject({ lastSeenAt: NOW });
  });
});

describe('a life', () => {
  test('that is replaced may become current again', async () => {
    await given();

    await tables.enrolments.replace(enrolmentId);
    expect(await present()).toMatchObject({ state: 'replaced' });
    await tables.enrolments.replaceCertificate(known, 'arn:2');
    expect(await present()).toMatchObject({
      state: 'current',
      certificateArn: 'arn:2',
      formerCertificateArns: [known.certificateArn],
    });
  });

  test('that is over stays over', async () => {
    await given();
    await tables.enrolments.end(enrolmentId);

    await tables.enrolments.replace(enrolmentId);
    const revived = tables.enrolments.replaceCertificate(known, 'arn:2');

    await expect(revived).rejects.toMatchObject(conflict);
    expect(await present()).toMatchObject({ state: 'over' });
  });
});

describe('a renewal', () => {
  test('serves once', async () => {
    await given();

    await tables.enrolments.renew(known, { certificateArn: 'arn:2', counter: 5 });

    expect(await present()).toMatchObject({ certificateArn: 'arn:2', renewalCounter: 5 });
    for (const counter of [5, 4]) {
      const renewed = { enrolmentId, certificateArn: 'arn:2' };
      const again = tables.enrolments.renew(renewed, { certificateArn: 'arn:3', counter });
      await expect(again).rejects.toMatchObject(conflict);
    }
    expect(await present()).toMatchObject({ certificateArn: 'arn:2', renewalCounter: 5 });
  });

  test('keeps every certificate that the handset may have, until it is forgotten', async () => {
    await given();
    const read = async () => {
      const enrolment = await present();
      if (enrolment === undefined) throw new Error('no enrolment');
      return enrolment;
    };
    for (const [index, certificateArn] of ['arn:2', 'arn:3'].entries())
      await tables.enrolments.renew(await read(), { certificateArn, counter: index + 1 });
    const early = await read();
    expect(early).toMatchObject({
      certificateArn: 'arn:3',
      formerCertificateArns: [known.certificateArn, 'arn:2'],
    });

    await tables.enrolments.forgetFormer(early, 1);
    expect(await present()).toMatchObject({ formerCertificateArns: ['arn:2'] });
    await tables.enrolments.forgetFormer(early, 2);
    expect(await present()).toMatchObject({ formerCertificateArns: ['arn:2'] });
    await tables.enrolments.forgetFormer(await read(), 1);
    expect(await present()).not.toHaveProperty('formerCertificateArns');
  });

  test.each(['renew', 'replaceCertificate'] as const)(
    'is refused when the certificate was another meanwhile (%s)',
    async (way) => {
      await given();
      await tables.enrolments.renew(known, { certificateArn: 'arn:2', counter: 1 });

      const late =
        way === 'renew'
          ? tables.enrolments.renew(known, { certificateArn: 'arn:3', counter: 2 })
          : tables.enrolments.replaceCertificate(known, 'arn:3');

      await expect(late).rejects.toMatchObject(conflict);
      expect(await present()).toMatchObject({ certificateArn: 'arn:2' });
    },
  );
});

test('the enrolments of a handset are its own, newest first', async () => {
  const handsetId = digest('a handset with a past');
  const [first, second] = [digest('first life'), digest('second life')];
  await given({ enrolmentId: first, handsetId, enrolledAt: NOW - 1 });
  await given({ enrolmentId: second, handsetId, enrolledAt: NOW });
  await given();

  expect(await tables.enrolments.ofHandset(handsetId)).toEqual([second, first]);
});
