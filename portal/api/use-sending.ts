/** Something that is sent when a button is pressed: what came of it, and a fresh sign-in where one is wanted first. */
import { useCallback, useState } from 'preact/hooks';
import { usePortal } from '../portal.ts';
import type { Outcome } from './call.ts';
import type { Failure } from './failure.ts';

export interface Sending {
  /** What went wrong with what was sent last. `no-issuer`: it wants a fresh sign-in, which cannot be reached. */
  readonly failure: Failure | 'no-issuer' | undefined;
  /**
   * Sends it, and answers what came of it; undefined where the browser is on its way to a fresh sign-in, which comes
   * back to this very page. `beforeSignIn` keeps what has to be known then.
   */
  readonly send: <Value>(
    ask: () => Promise<Outcome<Value>>,
    beforeSignIn: () => void,
  ) => Promise<Outcome<Value> | undefined>;
  readonly forget: () => void;
}

export function useSending(): Sending {
  const { session, language } = usePortal();
  const [failure, setFailure] = useState<Sending['failure']>();
  const forget = useCallback(() => setFailure(undefined), []);
  const send = useCallback<Sending['send']>(
    async (ask, beforeSignIn) => {
      setFailure(undefined);
      const outcome = await ask();
      if (outcome.ok !== false) return outcome;
      if (outcome.failure.kind !== 'step-up') {
        setFailure(outcome.failure);
        return outcome;
      }
      beforeSignIn();
      const { acr, maxAge } = outcome.failure;
      await session
        .signIn(`${location.pathname}${location.search}`, { stepUp: { acr, maxAge }, language })
        .catch(() => setFailure('no-issuer'));
      return undefined;
    },
    [session, language],
  );
  return { failure, send, forget };
}
