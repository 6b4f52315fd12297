/** The way of a wipe as steps with names and times, out of its state and its timeline. */
import type * as z from 'zod/mini';
import { hasEnded, type WipeState } from '#domain/wipe/states.ts';
import type { WipeView } from '#functions/contract/bodies.ts';

export type ShownWipe = z.infer<typeof WipeView>;
type StorageResult = ShownWipe['storages'][number]['result'];

/** In the order in which a wipe takes them. */
export const STEP_NAMES = [
  'requested',
  'checked',
  'approved',
  'contacted',
  'answered',
  'begun',
  'sd',
  'internal',
  'ended',
  'sealed',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  readonly name: StepName;
  /** `stopped`: it came no further; `failed`: the handset could not; `unclear`: nobody can say what came of it. */
  readonly status: 'done' | 'present' | 'to-come' | 'stopped' | 'failed' | 'unclear';
  /** When it was done, RFC 3339, where that is known. */
  readonly at?: string | undefined;
  /** Of the step `sd` once it is known. */
  readonly result?: StorageResult | undefined;
}

/** All steps of a wipe: behind it, present, ahead. */
export function progressOf(wipe: ShownWipe): readonly Step[] {
  const names = namesFor(wipe);
  const present = names.indexOf(presentStep(wipe));
  return names.map((name, index) => {
    if (index > present) return { name, status: 'to-come' };
    const done = { name, status: statusOf(name, wipe), ...factsOf(name, wipe) } as const;
    if (index < present || isSealed(wipe)) return done;
    return { name, status: 'present' };
  });
}

/** A wipe that ended without erasing shows what it came to, and not what it never will. */
function namesFor(wipe: ShownWipe): readonly StepName[] {
  const usual = STEP_NAMES.filter(
    (name) => (name !== 'approved' || asksForApproval(wipe)) && name !== 'ended',
  );
  if (!hasEnded(wipe.state) || wipe.state === 'erased') return usual;
  const reached = usual.indexOf(stepIn(lastOpenState(wipe), wipe));
  return [...usual.slice(0, reached + 1), 'ended', 'sealed'];
}

const asksForApproval = ({ approval, state }: ShownWipe) =>
  approval !== undefined || state === 'awaiting-approval';

const isSealed = ({ state, record }: ShownWipe) => hasEnded(state) && record !== undefined;

function presentStep(wipe: ShownWipe): StepName {
  return hasEnded(wipe.state) ? 'sealed' : stepIn(wipe.state, wipe);
}

/** The step that an open wipe in this state is about to take. */
function stepIn(state: WipeState, wipe: ShownWipe): StepName {
  switch (state) {
    case 'requested':
      return 'checked';
    case 'awaiting-approval':
      return 'approved';
    case 'held':
      return 'contacted';
    case 'waiting-for-handset':
      return 'answered';
    case 'issued':
      return 'begun';
    default:
      return resultOf('sd', wipe) === undefined ? 'sd' : 'internal';
  }
}

function lastOpenState({ timeline }: ShownWipe): WipeState {
  return timeline.findLast(({ state }) => !hasEnded(state))?.state ?? 'requested';
}

function statusOf(name: StepName, wipe: ShownWipe): Step['status'] {
  if (name === 'sd' && wipe.state === 'erased') return sdStatus(resultOf('sd', wipe));
  if (name === 'sd' && resultOf('sd', wipe) !== undefined) return sdStatus(resultOf('sd', wipe));
  if (!hasEnded(wipe.state) || wipe.state === 'erased') return 'done';
  // The step where it ended, and the end itself.
  if (name !== 'ended' && name !== stepIn(lastOpenState(wipe), wipe)) return 'done';
  if (wipe.state === 'unconfirmed') return 'unclear';
  return wipe.state === 'failed' ? 'failed' : 'stopped';
}

function sdStatus(result: StorageResult | undefined): Step['status'] {
  if (result === undefined || result === 'unknown') return 'unclear';
  return result === 'failed' ? 'failed' : 'done';
}

function resultOf(kind: 'sd' | 'internal', { storages }: ShownWipe): StorageResult | undefined {
  return storages.find((storage) => storage.kind === kind)?.result;
}

function factsOf(name: StepName, wipe: ShownWipe): Pick<Step, 'at' | 'result'> {
  const at = timeOf(name, wipe);
  if (name !== 'sd') return { at };
  return { at, result: resultOf('sd', wipe) ?? (hasEnded(wipe.state) ? 'unknown' : undefined) };
}

function timeOf(name: StepName, { timeline, requestedAt, endedAt }: ShownWipe): string | undefined {
  const first = (fits: (entry: ShownWipe['timeline'][number]) => boolean) =>
    timeline.find(fits)?.at;
  const last = (wanted: string) => timeline.findLast(({ type }) => type === wanted)?.at;
  switch (name) {
    case 'requested':
      return requestedAt;
    case 'checked':
      return first(({ state }) => state !== 'requested' && !hasEnded(state));
    case 'approved':
      return last('approved');
    case 'contacted':
      return last('released');
    case 'answered':
      return last('command-issued');
    case 'begun':
      return first(({ state }) => state === 'accepted');
    case 'sd':
      return last('sd-done');
    case 'internal':
      return last('erased');
    case 'ended':
      return endedAt;
    case 'sealed':
      return undefined;
  }
}
