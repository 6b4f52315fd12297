import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { PATIENCE, until } from '#demo/until.ts';
import { CLAIM_TYPE } from '#domain/protocol/claim.ts';
import { topics } from '#domain/protocol/envelope.ts';
import { REPORT_TYPE } from '#domain/protocol/report.ts';
import { signJws } from '#domain/protocol/signature.ts';
import { certificateRequest } from '#handset/certificate-request.ts';
import { generateKey, privateKeyPem } from '#handset/keys.ts';
import { openLink } from '#handset/link.ts';
import { createCertificateAuthority } from '#test/handset/certificate-authority.ts';
import type { HandHeld } from './hand-held.ts';
import { json, runs, Siege, text } from './siege.ts';
import { pour, pourTls } from './sockets.ts';

jest.setTimeout(2 * PATIENCE);

let siege: Siege;
let handset: HandHeld;
/** Has a wipe that waits for it. */
let other: HandHeld;

beforeAll(async () => {
  siege = await Siege.begin();
  handset = siege.handset;
  other = siege.waiting.handset;
});

afterAll(() => siege.end());

/** What a client needs to get to the broker with a handset's own certificate. */
function doorOf({ papers }: HandHeld) {
  const [host = '', port] = siege.stage.system.mqtt.split(':');
  return {
    host,
    port: Number(port),
    ca: papers.ca,
    cert: papers.certificate,
    key: privateKeyPem(papers.tlsKey),
  };
}

/** A connection of the handset, beside which it has no other. @throws Fault `unreachable` when turned away. */
const connectAs = (
  { papers, enrolmentId }: HandHeld,
  choice: { clientId?: string; subscriptions?: string[] } = {},
) =>
  openLink({
    endpoint: siege.stage.system.mqtt,
    certificate: papers.certificate,
    key: privateKeyPem(papers.tlsKey),
    ca: papers.ca,
    clientId: enrolmentId,
    subscriptions: [topics(enrolmentId).command],
    receive: async () => true,
    closed: () => undefined,
    ...choice,
  });

describe('the MQTT port', () => {
  const CONNECT_WITHOUT_NAME = Buffer.from('100c00044d5154540402003c0000', 'hex');

  test('hangs up on bytes that are no TLS', () =>
    siege.inVain(() =>
      fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (piece) => {
          expect(await pour(`http://${siege.stage.system.mqtt}`, piece)).not.toContain('HTTP');
        }),
        runs(30),
      ),
    ));

  test('hangs up on a client without a certificate, or with one of another authority', () =>
    siege.inVain(async () => {
      const { host, port, ca } = doorOf(handset);
      const key = generateKey();
      const cert = createCertificateAuthority().certify(certificateRequest(other.enrolmentId, key));

      for (const own of [{}, { cert, key: privateKeyPem(key) }])
        expect(await pourTls({ host, port, ca, ...own }, CONNECT_WITHOUT_NAME)).toBe('');
    }));

  test.each([
    ['HTTP', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
    ['PUBLISH before CONNECT', Buffer.from('30050001786161', 'hex')],
    ['a packet without end', Buffer.from('10ffffff7f', 'hex')],
    ['a length that never ends', Buffer.from('10ffffffffffff', 'hex')],
    ['MQTT 5', Buffer.from('100d00044d5154540502003c000000', 'hex')],
    ['CONNECT without a client id', CONNECT_WITHOUT_NAME],
  ])('hangs up on a handset that says %s', (_, packet) =>
    siege.inVain(async () => {
      expect(await pourTls(doorOf(handset), packet)).not.toContain('HTTP');
    }),
  );

  test('bears any bytes from a handset', () =>
    siege.inVain(() =>
      fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (piece) => {
          await pourTls(doorOf(handset), piece, { andLeave: true });
        }),
        runs(40),
      ),
    ));

  test('turns a handset away that goes by another name, or listens to others', () =>
    siege.inVain(async () => {
      const refused = { code: 'unreachable' };
      const asOther = connectAs(handset, { clientId: other.enrolmentId, subscriptions: [] });
      await expect(asOther).rejects.toMatchObject(refused);
      const { command, claim } = topics(other.enrolmentId);
      for (const filter of [command, claim, 'handsets/+/command', '#', '$SYS/#'])
        await expect(connectAs(handset, { subscriptions: [filter] })).rejects.toMatchObject(
          refused,
        );
    }));

  test('hangs up on a handset that publishes where it may not, or too much', () =>
    siege.inVain(async () => {
      const { claim, report, command, notice } = topics(other.enrolmentId);
      const own = topics(handset.enrolmentId);
      const { payload } = await handset.signClaim();
      const said = JSON.stringify(payload);
      const elsewhere = [claim, report, command, notice, own.command, own.notice, 'a', '$aws/a'];
      for (const topic of elsewhere) await expectHangUp(topic, said);
      await expectHangUp(own.claim, JSON.stringify({ v: 1, jws: 'a'.repeat(128 * 1024) }));
    }));

  async function expectHangUp(topic: string, payload: string): Promise<void> {
    const link = await connectAs(handset);
    await expect(link.publish(topic, payload)).rejects.toMatchObject({ code: 'unreachable' });
    expect(link.open).toBe(false);
  }
});

describe('the topics of a handset', () => {
  /** Every message ends in one of these lines. */
  async function dropped(): Promise<number> {
    const lines = await Promise.all([
      siege.stage.logged('claim-dropped'),
      siege.stage.logged('report-dropped'),
      siege.cloudLog().then((log) => log.filter((line) => line.includes('"rule-action-failed"'))),
    ]);
    return lines.flat().length;
  }

  /** Claims and reports that are all but right. */
  async function almostRight(): Promise<string[]> {
    const { enrolmentId, papers } = handset;
    const [nonce, holding, counter] = ['n'.repeat(22), 'none', 1_000_000];
    const claim = { enrolmentId, nonce, holding, counter };
    const report = {
      ...{ wipeId: siege.waiting.wipeId, commandHash: 'h'.repeat(43), phase: 'erased', counter: 1 },
      ...{ storages: [{ kind: 'internal', result: 'erased' }], at: Date.now() },
    };
    const [own, strange] = [papers.enrolmentKey, generateKey()];
    const signed = await Promise.all([
      signJws(claim, { typ: CLAIM_TYPE, key: strange }),
      signJws({ ...claim, enrolmentId: other.enrolmentId }, { typ: CLAIM_TYPE, key: own }),
      signJws({ ...claim, counter: -1 }, { typ: CLAIM_TYPE, key: own }),
      signJws(claim, { typ: 'JWT', key: own }),
      signJws(report, { typ: REPORT_TYPE, key: strange }),
      signJws(report, { typ: REPORT_TYPE, key: own }),
    ]);
    const { payload } = await other.signClaim();
    return [...signed.map((jws) => JSON.stringify({ v: 1, jws })), JSON.stringify(payload)];
  }

  test('bear garbage, wrong signatures and the words of others, and nothing comes of them', () =>
    siege.inVain(async () => {
      const link = await connectAs(handset);
      const { claim, report } = topics(handset.enrolmentId);
      const before = await dropped();
      let sent = 0;
      const send = async (payload: string) => {
        for (const topic of [claim, report]) await link.publish(topic, payload);
        sent += 2;
      };
      for (const payload of await almostRight()) await send(payload);
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            json,
            fc.record({ v: fc.constantFrom(1, 2), jws: text }).map((one) => JSON.stringify(one)),
            fc.constant('['.repeat(60_000)),
          ),
          send,
        ),
        runs(60),
      );

      await until('every message to be dropped', async () =>
        (await dropped()) - before >= sent ? true : undefined,
      );
      await link.hangUp();
    }));
});

test('all is well afterwards', () => siege.expectAllIsWell());
