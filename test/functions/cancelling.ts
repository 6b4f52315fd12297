/** `cancelWipe` on the tables of a test: it tells and wakes nobody but whom a test gives it. */
import { SECOND } from '#domain/wipe/settings.ts';
import { cancelWipe } from '#functions/cancel-wipe.ts';
import { NOW, VERDICT_TIME } from '#test/domain/builders.ts';
import { recordedAnnouncements } from './announcements.ts';
import { recordedCallbacks } from './callbacks.ts';
import type { Tables } from './tables.ts';

export const cancelling = (
  tables: Tables,
  overrides: Partial<Parameters<typeof cancelWipe>[0]> = {},
) =>
  cancelWipe({
    ...tables,
    callbacks: recordedCallbacks(),
    announcements: recordedAnnouncements(),
    now: () => NOW,
    stepUpAge: 300 * SECOND,
    verdictTime: VERDICT_TIME,
    ...overrides,
  });
