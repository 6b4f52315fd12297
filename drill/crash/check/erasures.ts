/** Erasures: what handsets lost, and whether a wipe of that very life had ordered it. */
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { Violation } from '../../violation.ts';
import type { Evidence } from '../evidence.ts';
import type { LifeOnDisk } from '../lives.ts';

/** A command went out and may have been obeyed. */
const MAY_HAVE_ERASED: readonly Wipe['state'][] = ['issued', 'accepted', 'erased', 'unconfirmed'];

const isInternal = (file: string) => file.startsWith('internal');

/** At most one erasure for each life, and none of a wipe that says that there was none. */
export function checkErasuresTold({
  events,
  wipes,
}: Pick<Evidence, 'events' | 'wipes'>): Violation[] {
  const found: Violation[] = [];
  const told = events.flatMap(({ event, wipeId, at, handset }) =>
    event === 'erased' ? [{ wipeId: String(wipeId), at, handset }] : [],
  );
  const byLife = Map.groupBy(told, ({ wipeId }) => lifeOf(wipeId));
  for (const [enrolmentId, erasures] of byLife) {
    if (erasures.length > 1)
      found.push({ code: 'erased-twice', evidence: { enrolmentId, erasures } });
    for (const { wipeId, at, handset } of erasures) {
      const state = wipes.find((wipe) => wipe.wipeId === wipeId)?.state;
      if (state !== undefined && MAY_HAVE_ERASED.includes(state)) continue;
      found.push({ code: codeOf(state), wipeId, evidence: { handset, at, state } });
    }
  }
  return found;
}

/** A life keeps its files unless a wipe of it took them, and a wipe shown as erased really took them. */
export function checkFiles({ lives, wipes }: Pick<Evidence, 'lives' | 'wipes'>): Violation[] {
  return lives.flatMap((life) => {
    const own = wipes
      .filter(({ enrolmentId }) => enrolmentId === life.enrolmentId)
      .sort((a, b) => a.attempt - b.attempt);
    return [...lostOf(life, own), ...keptOf(life, own)];
  });
}

function lostOf(life: LifeOnDisk, own: readonly Wipe[]): Violation[] {
  const lost = life.planted.filter((file) => !life.left.includes(file));
  // A card goes first: where the internal storage then could not be erased, the wipe has failed and the card is empty.
  const cardOnly = own.some((wipe) => wipe.state === 'failed' && wipe.reason === CARD_AT_MOST);
  const unexplained = cardOnly ? lost.filter(isInternal) : lost;
  const explained = life.resetByHand || own.some(({ state }) => MAY_HAVE_ERASED.includes(state));
  if (unexplained.length === 0 || explained) return [];
  const latest = own.at(-1);
  const code = latest === undefined && life.nth > 1 ? 'next-life-erased' : codeOf(latest?.state);
  return [
    { code, ...(latest && { wipeId: latest.wipeId }), evidence: { ...life, lost: unexplained } },
  ];
}

const CARD_AT_MOST = 'internal-not-erased';

function keptOf(life: LifeOnDisk, own: readonly Wipe[]): Violation[] {
  const erased = own.find(({ state }) => state === 'erased');
  if (erased === undefined) return [];
  const { wipeId, storages = [] } = erased;
  const found: Violation[] = [];
  const internal = life.left.filter(isInternal);
  if (internal.length > 0)
    found.push({ code: 'erased-and-yet-there', wipeId, evidence: { ...life, internal } });
  const card = life.left.filter((file) => !isInternal(file));
  const cardErased = storages.some(({ kind, result }) => kind === 'sd' && result === 'erased');
  if (cardErased && card.length > 0)
    found.push({ code: 'card-erased-and-yet-there', wipeId, evidence: { ...life, card } });
  return found;
}

/** `erased-though-cancelled`, … */
const codeOf = (state: Wipe['state'] | undefined) =>
  state === undefined ? 'erased-without-wipe' : `erased-though-${state}`;

const lifeOf = (wipeId: string) => wipeId.replace(/\.\d+$/, '');
