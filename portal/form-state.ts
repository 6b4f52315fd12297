/** State of a form that a reload or a fresh sign-in in the middle does not lose. It never leaves the tab. */
import { useCallback, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { forget, keep, readKept } from '#browser/session/kept.ts';

/** The kept state, or `initial` where there is none; what changes it, and what forgets it. */
export function useFormState<Fields extends object>(
  name: string,
  schema: z.ZodMiniType<Fields>,
  initial: () => Fields,
): readonly [Fields, (change: Partial<Fields>) => void, () => void] {
  const [state, setState] = useState(() => readKept(name, schema) ?? initial());
  const change = useCallback(
    (part: Partial<Fields>) =>
      setState((before) => {
        const after = { ...before, ...part };
        keep(name, after);
        return after;
      }),
    [name],
  );
  const clear = useCallback(() => {
    forget(name);
    setState(initial());
  }, [name]);
  return [state, change, clear];
}
