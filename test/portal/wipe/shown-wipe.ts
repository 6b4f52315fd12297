/** A wipe as the API shows it, for tests of what the pages make of it. */
import type { WipeState } from '#domain/wipe/states.ts';
import type { ShownWipe } from '#portal/wipe/steps.ts';

const ENROLMENT = 'e'.repeat(43);

/** Minutes after noon, RFC 3339. */
export const minute = (n: number) => new Date(Date.UTC(2026, 3, 1, 12, n)).toISOString();

type Entry = ShownWipe['timeline'][number];

/** Events by type and the state they led to, one a minute. */
export const timeline = (...events: readonly (readonly [string, WipeState])[]): Entry[] =>
  events.map(([type, state], n) => ({ at: minute(n), type, by: 'service', state }));

export function shownWipe(overrides: Partial<ShownWipe> = {}): ShownWipe {
  return {
    wipeId: `${ENROLMENT}.1`,
    lineId: 'line-0001',
    number: '*******0001',
    enrolmentId: ENROLMENT,
    model: 'SO-01M',
    modelName: 'Sony Xperia 5',
    state: 'requested',
    channel: 'web',
    requestedAt: minute(0),
    deadlineAt: minute(59),
    waitsFor: 'service',
    cancellation: 'possible',
    storages: [],
    timeline: timeline(['requested', 'requested']),
    settled: false,
    ...overrides,
  };
}
