/** Step-up in the middle of a page: what was asked for, the way to the issuer and back, the code instead of a factor. */
import { useEffect } from 'preact/hooks';
import type { Challenge } from '#browser/api/failure.ts';
import { now } from '#browser/clock.ts';
import { useFormState } from '../form-state.ts';
import { usePortal, useSession } from '../portal.ts';
import {
  cameBack,
  codeToSend,
  hasShown,
  isConfirmed,
  noStepUp,
  type SignInFacts,
  StepUp,
  stageOf,
} from './stage.ts';

export interface StepUpHandle {
  readonly kept: StepUp;
  readonly stage: ReturnType<typeof stageOf>;
  /** Whether they have just come back and nothing has been asked for since. `maybe`: the token does not tell how. */
  readonly isConfirmed: boolean | 'maybe';
  readonly change: (change: Partial<StepUp>) => void;
  /** Keeps what the service asks for. */
  readonly challengedBy: (challenge: Challenge) => void;
  /** Sends the browser to the issuer, for what was asked for last. @throws where it cannot be reached. */
  readonly signIn: (challenge?: Challenge) => Promise<void>;
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
  const facts: SignInFacts = state.kind === 'signed-in' ? state.claims : {};

  useEffect(() => {
    const news = cameBack(kept, facts, now());
    if (news) change(news);
    // Only as the page comes up: leaving for the issuer ends it.
  }, []);

  const stage = stageOf(kept, now());
  const howSure = hasShown(kept.challenge?.acr, facts) === undefined ? 'maybe' : true;
  return {
    kept,
    stage,
    isConfirmed: isConfirmed(kept, now()) && howSure,
    change,
    challengedBy: ({ acr, maxAge }) => change({ challenge: { acr, maxAge }, isMet: false }),
    signIn: async ({ acr, maxAge } = kept.challenge ?? {}) => {
      change({ leftWith: facts.auth_time ?? 0 });
      const wish = { stepUp: { acr, maxAge }, language };
      await session
        .signIn(`${location.pathname}${location.search}`, wish)
        .catch((error: unknown) => {
          // Nobody left.
          change({ leftWith: undefined });
          throw error;
        });
    },
    code: () => codeToSend(kept, now()),
    done,
  };
}
