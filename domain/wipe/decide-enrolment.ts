/** What it means for a wipe when the hardware that it aims at enrols anew. */
import type { Actor } from '../audit/event.ts';
import { advance } from './advance.ts';
import { refuseAsEnrolledAnew } from './dispatch.ts';
import { hasEnded } from './states.ts';
import { lastWords } from './storages.ts';
import type { Wipe } from './wipe.ts';

/** Proof that the hardware was reset since its last enrolment. */
export type ResetProof =
  /** The command hash, signed by the hardware key and kept through the reset. */
  | {
      readonly kind: 'receipt';
      readonly wipeId: string;
      readonly commandHash: string;
      readonly evidence: string;
    }
  | { readonly kind: 'attestation'; readonly evidence: string };

export type EnrolmentEffect =
  /** The new enrolment may be made; `wipe` is there where it has to be stored. */
  | { readonly kind: 'free'; readonly wipe?: Wipe }
  /** A wipe of this hardware is open and nothing proves a reset. */
  | { readonly kind: 'wipe-open'; readonly wipeId: string };

/** Decides on the latest wipe of the previous enrolment of the same hardware. */
export function decideEnrolment(
  wipe: Wipe,
  { proof, now }: { proof: ResetProof | undefined; now: number },
): EnrolmentEffect {
  if (proof === undefined || !fits(wipe, proof))
    return hasEnded(wipe.state) ? { kind: 'free' } : { kind: 'wipe-open', wipeId: wipe.wipeId };
  const by: Actor = { kind: 'handset', id: wipe.enrolmentId };
  const common = { by, at: now, evidence: proof.evidence };
  switch (wipe.state) {
    case 'issued':
    case 'accepted':
    case 'unconfirmed':
      return {
        kind: 'free',
        wipe: advance(wipe, {
          ...common,
          to: 'erased',
          type: 'erased',
          detail: { proof: proof.kind },
          set: {
            proof: proof.kind,
            // What the reset did to a card is for the handset to tell; it may have told already.
            storages: lastWords(wipe.storages, [{ kind: 'internal', result: 'erased' }]),
          },
        }),
      };
    case 'requested':
    case 'awaiting-approval':
    case 'held':
    case 'waiting-for-handset': {
      const reason = { reason: 'enrolled-anew' };
      const step = {
        ...common,
        to: 'refused',
        type: 'refused',
        detail: reason,
        set: reason,
      } as const;
      return { kind: 'free', wipe: advance(wipe, step) };
    }
    default:
      return { kind: 'free' };
  }
}

/**
 * What becomes of a wipe that was asked for in the moment in which its enrolment ended: refused where no command went
 * out, for nothing will claim it any more; else the very wipe, whose wait for a verdict ends by itself.
 */
export function overtaken(wipe: Wipe, now: number): Wipe {
  switch (wipe.state) {
    case 'requested':
    case 'awaiting-approval':
    case 'held':
    case 'waiting-for-handset':
      return refuseAsEnrolledAnew(wipe, { now, by: { kind: 'service', id: 'enrol' } });
    default:
      return wipe;
  }
}

/** A receipt proves the reset that its own command brought about, and no other. */
function fits(wipe: Wipe, proof: ResetProof): boolean {
  if (proof.kind === 'attestation') return true;
  return (
    proof.wipeId === wipe.wipeId &&
    wipe.commands.some(({ commandHash }) => commandHash === proof.commandHash)
  );
}
