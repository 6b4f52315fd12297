/** The evidence of a drill with a stolen clerk in which every promise was kept: tests break one at a time. */
import { digest } from '#domain/audit/digest.ts';
import { MINUTE, SECOND } from '#domain/wipe/settings.ts';
import type { Wipe } from '#domain/wipe/wipe.ts';
import { checkStolen } from '#drill/stolen/check/check.ts';
import type { Asked, StolenEvidence } from '#drill/stolen/evidence.ts';
import { aVisit, NOW } from '../../domain/builders.ts';
import { aLife } from '../crash/sound-evidence.ts';
import { wiped } from '../wiped.ts';

export const THIEF = 'p-thief';
export const WINDOW = 5 * MINUTE;

/** Of the clerk: as many as may be. */
export const stolen = (name: string, requestedAt: number) =>
  wiped({
    ...{ name, requestedAt, letOutAt: requestedAt + SECOND, lineId: `line-${name}` },
    ...{ channel: 'shop', requestedBy: THIEF, visit: aVisit({ shop: 'shop-stolen' }) },
    account: `a-${name}`,
  });

/** Of somebody else, who waits for room where `waits`. */
export const lost = (name: string, requestedAt: number, letOutAt?: number) =>
  wiped({
    ...{ name, requestedAt, lineId: `line-${name}`, requestedBy: `p-${name}` },
    ...{ account: `a-${name}`, letOutAt: letOutAt ?? requestedAt + SECOND },
    ...(letOutAt !== undefined && { heldFor: 'governor' }),
  });

export const STOLEN = ['stolen-1', 'stolen-2'];
export const LOST = ['lost-1', 'lost-2', 'lost-3'];

export function askedFor(side: Asked['side'], wipe: Wipe): Asked {
  const { requestedBy: person, lineId, enrolmentId, wipeId } = wipe;
  return { side, person, lineId, enrolmentId, status: 202, wipeId };
}

export const refusal = (code: string, status = 403): Asked => ({
  ...{ side: 'thief', person: THIEF, lineId: 'line-x', enrolmentId: digest('x') },
  ...{ status, code },
});

const thieving = STOLEN.map((name, n) => stolen(name, NOW + n));
const honest = [
  lost('lost-1', NOW + 10),
  lost('lost-2', NOW + 20, NOW + WINDOW),
  lost('lost-3', NOW + 30, NOW + WINDOW + 1),
];

const logged = (code: string) => ({ code, line: JSON.stringify({ code, person: THIEF }) });

export const sound: StolenEvidence = {
  crime: 'stolen-clerk',
  limits: [
    { rule: 'clerk', window: 'hour', most: 2, alone: 3 },
    { rule: 'shop', window: 'day', most: 3 },
    { rule: 'account', window: 'day', most: 1 },
    { rule: 'business', window: 'hour', most: 1 },
    { rule: 'total', window: '5min', most: 3 },
    { rule: 'total', window: 'hour', most: 5 },
    { rule: 'total', window: 'day', most: 5 },
  ],
  businessAccounts: [],
  asked: [
    ...thieving.map((wipe) => askedFor('thief', wipe)),
    refusal('clerk-suspended'),
    ...honest.map((wipe) => askedFor('honest', wipe)),
  ],
  wipes: [...thieving, ...honest],
  malformedWipes: [],
  standings: [
    {
      ...{ clerk: THIEF, state: 'suspended' },
      journal: { verification: { intact: true }, entries: [{ type: 'suspended' }] },
    },
  ],
  lives: [...thieving, ...honest].map(({ enrolmentId }, handset) =>
    aLife(enrolmentId, { handset, left: [] }),
  ),
  events: [...thieving, ...honest].map(({ wipeId }) => ({
    ...{ at: '2026-03-11T00:00:00Z', handset: '0001', event: 'erased', wipeId },
  })),
  crashes: 0,
  alarms: [
    { at: NOW, to: 'operations@example.com', text: `A clerk\n${THIEF}\nhttps://pages.example` },
  ],
  log: [],
  functionLog: [logged('clerk-suspended'), logged('total-limit-reached')],
  timeouts: 0,
  deadLetters: [],
};

/** The codes that the checker finds once something is otherwise, each once. */
export const codesWith = (otherwise: Partial<StolenEvidence>): string[] => [
  ...new Set(checkStolen({ ...sound, ...otherwise }).map(({ code }) => code)),
];

/** One more wipe beside the sound ones, with its request, its files gone. */
export function withWipe(side: Asked['side'], wipe: Wipe): Partial<StolenEvidence> {
  return {
    asked: [...sound.asked, askedFor(side, wipe)],
    wipes: [...sound.wipes, wipe],
    lives: [...sound.lives, aLife(wipe.enrolmentId, { handset: 9, left: [] })],
  };
}

/** One wipe made otherwise, by the name of its handset. */
export function wipesWith(
  name: string,
  change: (wipe: Wipe) => Wipe,
): Pick<StolenEvidence, 'wipes'> {
  const id = digest(name);
  return { wipes: sound.wipes.map((wipe) => (wipe.enrolmentId === id ? change(wipe) : wipe)) };
}
