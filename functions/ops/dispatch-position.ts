/** What operations see of the switch of the service. */
import type * as z from 'zod/mini';
import type { SwitchState } from '#domain/governor/switch.ts';
import type { DispatchView } from '../contract/dispatch-bodies.ts';
import { time } from '../http/views.ts';
import { proposalViews } from './journal-view.ts';

type Position = Omit<z.infer<typeof DispatchView>, 'journal'>;

/** The position of the switch; undefined where its newest entry is not as it was written. */
export function dispatchPosition(state: SwitchState | undefined, now: number): Position {
  if (state === undefined) return { state: 'unreadable', proposals: [] };
  const { pause, withdrawal, proposals } = state;
  return {
    state: pause === undefined ? 'running' : 'paused',
    ...(pause && { pause: { ...pause, at: time(pause.at) } }),
    ...(withdrawal && { withdrawal: withdrawalView(withdrawal) }),
    proposals: proposalViews(proposals, now),
  };
}

function withdrawalView({ n, at, swept, doneAt }: NonNullable<SwitchState['withdrawal']>) {
  const done = doneAt !== undefined && { doneAt: time(doneAt) };
  return { number: n, at: time(at), cancelled: swept, ...done };
}
