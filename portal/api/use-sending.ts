/** Something that is sent when a button is pressed: what came of it, and a fresh sign-in where one is wanted first. */
import { useState } from 'preact/hooks';
import type { Outcome } from '#browser/api/call.ts';
import type { Failure } from '#browser/api/failure.ts';
import { type StepUpHandle, useStepUp } from '../step-up/use-step-up.ts';

export interface Sending {
  /** What went wrong with what was sent last. `no-issuer`: it wants a fresh sign-in, which cannot be reached. */
  readonly failure: Failure | 'no-issuer' | undefined;
  readonly stepUp: StepUpHandle;
  /** Sends it, and answers what came of it; undefined where a fresh sign-in is wanted first, which comes back to this page. */
  readonly send: <Value>(ask: () => Promise<Outcome<Value>>) => Promise<Outcome<Value> | undefined>;
  readonly forget: () => void;
}

/**
 * How a fresh sign-in begins: `asked` once somebody presses the panel's button, where they may have no second factor at
 * hand; `at-once` for staff, who have one.
 */
export type SignInStart = 'asked' | 'at-once';

/** `name` is what is sent: another one is shown nothing of its step-up. */
export function useSending(name: string, start: SignInStart): Sending {
  const stepUp = useStepUp(name);
  const [failure, setFailure] = useState<Sending['failure']>();
  const send: Sending['send'] = async (ask) => {
    setFailure(undefined);
    const outcome = await ask();
    if (outcome.ok !== false) {
      stepUp.done();
      return outcome;
    }
    if (outcome.failure.kind !== 'step-up') {
      setFailure(outcome.failure);
      return outcome;
    }
    stepUp.challengedBy(outcome.failure);
    if (start === 'at-once')
      await stepUp.signIn(outcome.failure).catch(() => setFailure('no-issuer'));
    return undefined;
  };
  return { failure, stepUp, send, forget: () => setFailure(undefined) };
}
