/** A service that a handset claims from: real tables and signatures, and a topic that remembers what was answered. */
import { type CommandAnswer, SignedEnvelope } from '#domain/protocol/envelope.ts';
import { MINUTE } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { issueCommand } from '#functions/issue-command.ts';
import { aLine, aWipe, NOW, VERDICT_TIME, type WipeOverrides } from '#test/domain/builders.ts';
import { recordedAnnouncements } from '../announcements.ts';
import { recordedCallbacks } from '../callbacks.ts';
import { aHandset } from '../handset.ts';
import { aSigningKey } from '../signing-key.ts';
import { startTables } from '../tables.ts';

export async function claimWorld() {
  const tables = await startTables();
  const handset = await aHandset();
  const callbacks = recordedCallbacks();
  const announcements = recordedAnnouncements();
  const commandKey = aSigningKey();
  const answers: CommandAnswer[] = [];
  const revoked: string[] = [];
  await tables.given({ lines: [aLine()], enrolments: [handset.enrolment()] });

  const dependencies = () => ({
    ...tables,
    topics: {
      async answer(enrolmentId: string, answer: CommandAnswer) {
        if (enrolmentId !== handset.enrolmentId) throw new Error('answered to another handset');
        answers.push(answer);
      },
    },
    commandKey,
    callbacks,
    announcements,
    certificates: {
      async revoke(arn: string) {
        revoked.push(arn);
      },
    },
    now: () => world.now,
    issuer: 'remote-wipe',
    commandLife: 5 * MINUTE,
    verdictTime: VERDICT_TIME,
  });

  const world = {
    tables,
    handset,
    callbacks,
    announcements,
    commandKey,
    answers,
    /** ARNs of certificates, in the order of their revocation. */
    revoked,
    now: NOW,
    dependencies,

    /** Delivers an event of the rule, with other dependencies where `more` names them. */
    deliver: (event: unknown, more: Partial<ReturnType<typeof dependencies>> = {}) =>
      issueCommand({ ...dependencies(), ...more })(event),

    /** A wipe of the handset, on which a workflow waits. */
    async given(overrides: WipeOverrides): Promise<Wipe> {
      const { enrolmentId, handsetId } = handset;
      const callback = { task: 'dispatch', token: 'a token' } as const;
      const wipe = aWipe({ enrolmentId, handsetId, callback, ...overrides });
      await tables.wipes.put(wipe);
      return wipe;
    },

    wipe: () => tables.wipes.latest(handset.enrolmentId),

    /** The commands among the answers. */
    commands: () => answers.flatMap((answer) => SignedEnvelope.safeParse(answer).data ?? []),
  };
  return world;
}

export type ClaimWorld = Awaited<ReturnType<typeof claimWorld>>;
