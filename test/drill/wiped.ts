/** A wipe with its whole way behind it, as drills find them: asked for, perhaps kept back, let out, erased, settled. */
import { digest } from '#domain/audit/digest.ts';
import { advance, type Step } from '#domain/wipe/advance.ts';
import { enqueue, release, stop } from '#domain/wipe/dispatch.ts';
import { openWipe, type RequestFacts } from '#domain/wipe/request.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { anIssuedCommand, aRequest, SERVICE, settled } from '../domain/builders.ts';

export interface Way extends Partial<RequestFacts> {
  /** Its enrolment is the hash of it. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly requestedAt: number;
  readonly heldFor?: 'governor' | 'pause';
  readonly letOutAt: number;
}

export function wiped({ name, heldFor, letOutAt, ...facts }: Way): Wipe {
  const opened = openWipe(aRequest({ ...facts, enrolmentId: digest(name) }));
  const waiting = release(keptBack(opened, heldFor), letOutAt);
  const issuedAt = letOutAt + SECOND;
  const command = anIssuedCommand({ issuedAt });
  const { commandHash } = command;
  const steps: readonly Pick<Step, 'to' | 'type' | 'set'>[] = [
    { to: 'issued', type: 'command-issued', set: { commands: [command] } },
    { to: 'accepted', type: 'accepted', set: { commandHash, verdictUntil: issuedAt + MINUTE } },
    { to: 'erased', type: 'erased', set: { proof: 'report' } },
  ];
  return settled(
    steps.reduce<Wipe>(
      (wipe, step) => advance(wipe, { ...step, by: SERVICE, at: issuedAt, evidence: 'a.jws' }),
      waiting,
    ),
  );
}

function keptBack(wipe: Wipe, why: Way['heldFor']): Wipe {
  const held = { now: wipe.requestedAt, by: SERVICE };
  if (why === 'governor') return enqueue(wipe, held);
  return why === 'pause' ? stop(wipe, 'pause', held) : wipe;
}
