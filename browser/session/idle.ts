/** When somebody last did something at the pages: in whichever of the browser's tabs, and before a reload of this one. */
import * as z from 'zod/mini';
import { keep, readKept } from './kept.ts';

/** Milliseconds without an act before the warning, and from the warning to the end. */
const QUIET = 8 * 60_000;
export const WARNING = 2 * 60_000;

/** What it is kept as: epoch milliseconds by the machine's own clock, which alone goes on through a reload. */
export const LAST_ACT = 'last-act';

export function noteAct(): void {
  keep(LAST_ACT, Date.now());
}

/** Milliseconds until whoever left the machine is signed out; none or less where they should be. */
export function timeLeft(): number {
  const lastAct = readKept(LAST_ACT, z.number());
  // Where nothing is known of an act, it begins now.
  if (lastAct === undefined) noteAct();
  return QUIET + WARNING - (Date.now() - (lastAct ?? Date.now()));
}

/** Acts told from tab to tab: they share one session at the issuer, which a forgotten one must not end. */
export class Acts {
  readonly #tabs = new BroadcastChannel('remote-wipe.acts');

  /** `onOther` is called where somebody has done something in another tab. */
  constructor(onOther: () => void) {
    this.#tabs.onmessage = onOther;
  }

  note(): void {
    noteAct();
    this.#tabs.postMessage('act');
  }

  close(): void {
    this.#tabs.close();
  }
}
