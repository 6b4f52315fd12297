/** What a person does to a wipe, with the reason they give: an event each, or nothing at all. */
import { digestOf } from '../audit/digest.ts';
import { Fault } from '../fault.ts';
import { advance, note, type Step } from './advance.ts';
import { hasRoom } from './room.ts';
import type { Wipe } from './wipe.ts';

/**
 * Takes a step, or notes one where `step.to` is missing. The audit, which is sealed and given away, keeps a hash of the
 * reason; the text stays beside it, under the number of the event.
 * @throws Fault `audit-full` where the event list has no room: no audit, no act.
 */
export function act(wipe: Wipe, step: Omit<Step, 'to'> & Partial<Step>, reason: string): Wipe {
  if (!hasRoom(wipe, step)) throw new Fault('audit-full', 'the event list has no room');
  const n = wipe.events.length + 1;
  const given = {
    ...step,
    detail: { ...step.detail, reasonHash: reasonHash(wipe, n, reason) },
    set: { ...step.set, reasons: [...(wipe.reasons ?? []), { n, text: reason }] },
  };
  const { to } = step;
  return to === undefined ? note(wipe, given) : advance(wipe, { ...given, to });
}

/** The hash by which an event names its reason: bound to wipe and event, so that none can be put in another's place. */
export const reasonHash = ({ wipeId }: Pick<Wipe, 'wipeId'>, n: number, text: string) =>
  digestOf({ wipeId, n, text });
