/** All that enrolling works on: real tables, and certificates, push and messages that remember what was asked. */

import type { Wipe } from '#domain/wipe/wipe.ts';
import { enrol } from '#functions/enrol.ts';
import { withCode } from '#functions/line/enrolment-code.ts';
import type { Announcement } from '#functions/messages/announcement.ts';
import { aLine, aWipe, LINE_ID, NOW, type WipeOverrides } from '#test/domain/builders.ts';
import { aKey } from '#test/domain/protocol/keys.ts';
import { type Answer, call } from '../api-call.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { crashAfter } from '../crash.ts';
import { aHandset, aPlatform, type Handset, type Overrides } from '../handset.ts';
import { startTables } from '../tables.ts';

export async function enrolmentWorld() {
  const tables = await startTables();
  const announced: Announcement[] = [];
  const issued: string[] = [];
  const revoked: string[] = [];
  const platform = aPlatform();
  const callbacks = recordedCallbacks();
  const pushed: string[] = [];
  let now = NOW;
  let serial = 0;

  const dependencies = {
    ...tables,
    certificates: {
      caPem: 'the authority',
      endpoint: async () => 'mqtt.example.com',
      async issue(enrolmentId: string) {
        const arn = `arn:aws:iot:ap-northeast-1:000000000000:cert/${enrolmentId}-${++serial}`;
        issued.push(arn);
        return { arn, pem: `certificate ${serial}` };
      },
      async revoke(arn: string) {
        revoked.push(arn);
      },
    },
    push: {
      async endpointOf(application: string, token: string) {
        pushed.push(token);
        if (token === 'refused') throw new Error('no such token');
        return `${application}/${token}`;
      },
    },
    pushApplication: 'application' as string | undefined,
    callbacks,
    announcements: {
      async publish(announcement: Announcement) {
        announced.push(announcement);
      },
    },
    platformKeys: [aPlatform().publicKey, platform.publicKey],
    commandKeys: async () => [{ kid: 'present', jwk: aKey().publicJwk }],
    now: () => now,
  };

  await tables.given({ lines: [aLine({ enrolments: [] })] });

  return {
    tables,
    announced,
    issued,
    revoked,
    pushed,
    platform,
    callbacks,
    dependencies,
    setNow: (at: number) => {
      now = at;
    },

    /** A new code on the line, as sent by SMS. */
    async code(code = '12345678', lineId = LINE_ID): Promise<string> {
      await tables.lines.change(lineId, (line) => {
        const { codesSentAt: _earlier, ...rest } = line;
        const store = withCode({ ...rest, codesSentAt: [] }, code, now);
        return { answer: undefined, ...(store && { store }) };
      });
      return code;
    },

    /** Enrols with a new code. */
    async enrolAnew(handset: Handset, overrides: Overrides = {}): Promise<Answer> {
      return this.enrol(handset, await this.code(), overrides);
    },

    /** A handset that has enrolled on the line, of which nobody was told. */
    async enrolled(hardware = aKey()): Promise<Handset> {
      const handset = await aHandset(hardware);
      const { status } = await this.enrolAnew(handset);
      if (status !== 201) throw new Error('the handset could not enrol');
      announced.length = 0;
      return handset;
    },

    /** Enrols with this code. */
    async enrol(handset: Handset, code: string, overrides: Overrides = {}): Promise<Answer> {
      return call(enrol(dependencies), { body: await handset.enrolBody(code, overrides) });
    },

    line: () => tables.lines.read(LINE_ID),
    enrolmentOf: ({ enrolmentId }: Handset) => tables.enrolments.read(enrolmentId),
    wipeOf: ({ enrolmentId }: Handset) => tables.wipes.latest(enrolmentId),

    /** Puts a wipe of this handset. */
    async wiping({ enrolmentId, handsetId }: Handset, overrides: WipeOverrides): Promise<Wipe> {
      const wipe = aWipe({ enrolmentId, handsetId, ...overrides });
      await tables.wipes.put(wipe);
      return wipe;
    },

    /** The same, dying after the n-th step; answers the steps taken. */
    async crash(
      n: number,
      handset: Handset,
      code: string,
      overrides: Overrides = {},
    ): Promise<{ steps: string[]; answer: Answer }> {
      const dying = crashAfter<typeof dependencies>(dependencies, n);
      const body = await handset.enrolBody(code, overrides);
      const answer = await call(enrol(dying.dependencies), { body });
      return { steps: dying.calls, answer };
    },
  };
}

export type EnrolmentWorld = Awaited<ReturnType<typeof enrolmentWorld>>;
