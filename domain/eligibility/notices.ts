/** What a person is told of a wipe that may be asked for. */
import type { EligibilityFacts } from './facts.ts';
import type { NoticeCode } from './texts.ts';

export interface Notice {
  readonly code: NoticeCode;
  /** R-numbers and readings of `docs/requirements.md`. */
  readonly requirements: readonly string[];
  fits(facts: EligibilityFacts): boolean;
}

const always = () => true;

/** In the order in which they are shown. The wallet's are judged by the record of its lock alone (A16, A20). */
export const NOTICES: readonly Notice[] = [
  { code: 'N_IRREVERSIBLE', requirements: ['R5'], fits: always },
  { code: 'N_SD_CARD', requirements: ['R4', 'R17', 'A23'], fits: always },
  {
    code: 'N_WALLET_LOCK_KEPT',
    requirements: ['R19', 'R20', 'A16', 'A20'],
    fits: ({ line }) => line.walletLock === 'succeeded',
  },
  {
    code: 'N_WALLET_LOCK_NOT_CONFIRMED',
    requirements: ['R21', 'A16', 'A21'],
    fits: ({ line }) => line.walletLock !== 'succeeded' && line.walletLock !== 'none',
  },
];

/** Those that every wipe has. */
export const USUAL_NOTICES: readonly NoticeCode[] = ['N_IRREVERSIBLE', 'N_SD_CARD'];
