/** Step-up in the middle of a page: what was asked for, the way to the issuer and back, the code instead of a factor. */
import { useEffect } from 'preact/hooks';
import type { Failure } from '../api/failure.ts';
import { useFormState } from '../form-state.ts';
import { usePortal, useSession } from '../portal.ts';
import { cameBack, codeIn, noStepUp, StepUp, stageOf } from './stage.ts';

export interface StepUpHandle {
  readonly kept: StepUp;
  readonly stage: ReturnType<typeof stageOf>;
  /** Whether they have just come back and nothing has been asked for since. */
  readonly isConfirmed: boolean;
  readonly change: (change: Partial<StepUp>) => void;
  /** Takes a failure that asks for it; false for any other. */
  readonly challengedBy: (failure: Failure) => boolean;
  /** Sends the browser to the issuer. */
  readonly signIn: () => Promise<void>;
  /** The code to send along; `malformed` where what was typed is none; undefined where none is wanted. */
  readonly code: () => string | undefined | 'malformed';
  /** Forgets all of it: what it was for is done. */
  readonly done: () => void;
}

/** `name` is what it is for: another one is shown nothing of it. */
export function useStepUp(name: string): StepUpHandle {
  const { session, language } = usePortal();
  const state = useSession();
  const [kept, change, done] = useFormState(`step-up.${name}`, StepUp, noStepUp);
  const authTime = state.kind === 'signed-in' ? state.claims.auth_time : undefined;

  useEffect(() => {
    const news = cameBack(kept, { authTime, now: Date.now() });
    if (news) change(news);
    // Only as the page comes up: leaving for the issuer ends it.
  }, []);

  const stage = stageOf(kept, Date.now());
  return {
    kept,
    stage,
    isConfirmed: kept.confirmedAt !== undefined && kept.challenge === undefined,
    change,
    challengedBy: (failure) => {
      if (failure.kind !== 'step-up') return false;
      const { acr, maxAge } = failure;
      change({ challenge: { ...(acr && { acr }), ...(maxAge && { maxAge }) } });
      return true;
    },
    signIn: async () => {
      change({ leftWith: authTime ?? 0 });
      const stepUp = kept.challenge ?? {};
      await session.signIn(`${location.pathname}${location.search}`, { stepUp, language });
    },
    code: () => {
      if (stage !== 'code' || kept.sent === undefined) return undefined;
      return codeIn(kept.code) ?? 'malformed';
    },
    done,
  };
}
