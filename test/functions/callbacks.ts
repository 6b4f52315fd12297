/** Callbacks that remember what was answered, and to which wipe. */
import type { Wipe } from '#domain/wipe/wipe.ts';
import type { CallbackAnswer, Callbacks } from '#functions/workflow/execution.ts';

export type Answered = readonly [state: Wipe['state'], token: string | undefined, CallbackAnswer];

/** Answers nothing and nobody. */
export function recordedCallbacks(): Callbacks & { readonly answered: Answered[] } {
  const answered: Answered[] = [];
  return {
    answered,
    async answer(wipe, answer) {
      answered.push([wipe.state, wipe.callback?.token, answer]);
    },
  };
}
