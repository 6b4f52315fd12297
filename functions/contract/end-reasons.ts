/** Why wipes end without erasing, by code: what it means and what operations can do. `docs/operating.md` has the same codes. */

interface EndReason {
  readonly means: string;
  readonly todo: string;
}

const DEFECT = 'Compare the service’s command keys with those that handsets have pinned';

export const END_REASONS = {
  deadline: {
    means: 'The handset did not ask in the days that the request gave it',
    todo: 'Nothing; the owner may ask again',
  },
  'approval-lapsed': {
    means: 'No second person decided in time',
    todo: 'In number: too few approvers are on duty',
  },
  rejected: {
    means: 'A second person said no',
    todo: 'Read their reason in the timeline; several of one clerk are worth a look',
  },
  'ownership-changed': {
    means: 'The line went to another owner, or its contract ended',
    todo: 'Nothing',
  },
  'enrolled-anew': {
    means: 'The handset enrolled anew before a command went out',
    todo: 'Nothing; the owner was told, and may ask for its new enrolment to be wiped',
  },
  'not-eligible': {
    means: 'A condition of the service is not met any more',
    todo: 'Ask "why?" of the wipe',
  },
  'consent-missing': {
    means: 'A warning came up that the person was never asked about',
    todo: 'Nothing; they are asked when they request it again',
  },
  'not-received': {
    means: 'A command went out, and the handset signed that it has none',
    todo: 'Nothing; the owner may ask again',
  },
  'no-word': {
    means: 'A command went out and nothing proves what became of it',
    todo: 'Nothing; many phones cannot speak after a reset, and the next enrolment proves it',
  },
  'internal-not-erased': {
    means: 'The handset could not erase its internal storage',
    todo: 'Of one model in number: tell its maker',
  },
  failed: {
    means: 'The handset could not, and gave no reason',
    todo: 'Of one model in number: tell its maker',
  },
  'bad-signature': { means: 'The handset refused the signature of its command', todo: DEFECT },
  'unknown-key': { means: 'The handset does not know the key that signed', todo: DEFECT },
  'wrong-algorithm': { means: 'The handset refused the algorithm of its command', todo: DEFECT },
  'wrong-audience': {
    means: 'The command was for another enrolment',
    todo: 'Look at once: commands reach handsets that they are not for',
  },
  'counter-rollback': {
    means: 'The handset has seen a newer command than this one',
    todo: 'In number: the clocks of the service differ',
  },
  malformed: { means: 'The handset could not read its command', todo: 'Look at its app’s version' },
  other: {
    means: 'A reason of the handset’s own',
    todo: 'Look it up where its app is described',
  },
} as const satisfies Readonly<Record<string, EndReason>>;
export type EndReasonCode = keyof typeof END_REASONS;

const isEndReason = (code: string): code is EndReasonCode => Object.hasOwn(END_REASONS, code);

/** The entry for an ended wipe; undefined where it was erased or cancelled. */
export function endReasonOf(state: string, reason: string | undefined): EndReasonCode | undefined {
  switch (state) {
    case 'unconfirmed':
      return 'no-word';
    case 'rejected':
      return 'rejected';
    case 'failed':
    case 'refused':
    case 'expired':
      return reason !== undefined && isEndReason(reason) ? reason : 'other';
    default:
      return undefined;
  }
}
