/** Judges a command and puts the outcome on disk: an erase to carry out, or a refusal to report. */
import * as z from 'zod';
import { hashOfJws } from '#domain/protocol/command.ts';
import { type CommandJudgement, judgeCommand } from '#domain/protocol/judge-command.ts';
import { COMMAND_REFUSALS, type CommandRefusal } from '#domain/protocol/report.ts';
import { decodePart } from '#domain/protocol/signature.ts';
import { type Enrolled, spend } from './life.ts';
import { type Phone, wallClock } from './phone.ts';
import { withReport } from './reports.ts';
import { enrolled } from './store.ts';

/** Resolves with whether to acknowledge the message that brought the command. */
export async function receiveCommand(phone: Phone, jws: string): Promise<boolean> {
  const { faults } = phone;
  phone.tell('command');
  const vanishing = faults.has('claim-and-vanish');
  if (vanishing || faults.has('silent') || faults.has('claim-for-ever')) {
    phone.outstanding = undefined;
    phone.bell.ring();
    return !vanishing;
  }
  for (let copies = faults.has('double-command') ? 2 : 1; copies > 0; copies -= 1)
    await judge(phone, jws);
  return true;
}

async function judge(phone: Phone, jws: string): Promise<void> {
  const life = enrolled(phone.store.life);
  const judgement = await judgeCommand(jws, contextOf(phone, life));
  const wished = COMMAND_REFUSALS.find((name) => name === phone.faults.value('refuse'));
  if (judgement.verdict === 'refuse') await refuse(phone, jws, judgement, judgement.reason);
  else if (judgement.verdict === 'ignore' || life.erase !== undefined)
    phone.tell('ignored', { commandHash: hashOfJws(jws) });
  else if (wished !== undefined) await refuse(phone, jws, judgement, wished);
  else await obey(phone, judgement);
}

function contextOf(phone: Phone, life: Enrolled) {
  const { outstanding, faults } = phone;
  return {
    ...life,
    outstanding: outstanding && {
      nonce: outstanding.nonce,
      ageMs: performance.now() - outstanding.since,
    },
    holding: life.erase?.by === 'command' ? life.erase.commandHash : undefined,
    trustedNow: faults.has('wrong-clock') ? undefined : wallClock(phone),
  };
}

/** From here on the handset will erase itself, whatever happens to it. */
async function obey(
  phone: Phone,
  { command, commandHash }: Extract<CommandJudgement, { verdict: 'obey' }>,
): Promise<void> {
  const wipeId = command.jti;
  const { erase } = await phone.store.change((before) => {
    const { outstandingNonce, ...life } = enrolled(before);
    // A newer claim that went out meanwhile has voided this one.
    if (outstandingNonce !== command.nonce) return enrolled(before);
    const obeying: Enrolled = {
      ...life,
      spentNonces: spend(life.spentNonces, outstandingNonce, command.nonce),
      lastCounter: command.counter,
      erase: {
        by: 'command',
        wipeId,
        commandHash,
        keepWalletLock: command.keep?.includes('wallet-lock') ?? false,
        step: 'persisted',
        storages: [],
      },
    };
    return withReport(phone, obeying, { wipeId, commandHash, phase: 'accepted', storages: [] });
  });
  if (erase === undefined) return phone.tell('ignored', { commandHash });
  phone.outstanding = undefined;
  phone.faults.dieAfter('persisted');
  phone.bell.ring();
}

/** The outstanding nonce stays: the right answer to it may still come. */
async function refuse(
  phone: Phone,
  jws: string,
  judgement: { commandHash: string; wipeId?: string },
  reason: CommandRefusal,
): Promise<void> {
  const { commandHash } = judgement;
  if (phone.refused === commandHash) return phone.tell('ignored', { commandHash });
  phone.refused = commandHash;
  phone.tell('refused', { reason, commandHash });
  const { enrolmentId } = enrolled(phone.store.life);
  const wipeId = judgement.wipeId ?? wipeNamedBy(jws, enrolmentId);
  if (wipeId === undefined) return;
  await phone.store.change((life) =>
    withReport(phone, enrolled(life), {
      wipeId,
      commandHash,
      phase: 'refused',
      storages: [],
      reason,
    }),
  );
  phone.bell.ring();
}

const Named = z.object({ jti: z.string().max(64) });

/**
 * The wipe that an unverified command names, where it is one of this enrolment. Enough for a report: the service acts
 * on it only where the hash is that of its own command.
 */
function wipeNamedBy(jws: string, enrolmentId: string): string | undefined {
  try {
    const { jti } = Named.parse(decodePart(jws.split('.')[1] ?? ''));
    return jti.startsWith(`${enrolmentId}.`) ? jti : undefined;
  } catch {
    return undefined;
  }
}
