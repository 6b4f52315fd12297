/** Facts and what the rules say of them: stated in the form, or those of a wipe, as often as somebody wants to know. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import type { Outcome } from '#browser/api/call.ts';
import type { Failure } from '#browser/api/failure.ts';
import { now } from '#browser/clock.ts';
import { japanDay } from '#domain/eligibility/japan-day.ts';
import type { EligibilityExplanation } from '#functions/contract/ops-bodies.ts';
import { useConsole } from '../console.ts';
import { type Form, factsOf, formOf, isSame, startForm, type Typed } from './form.ts';

export type Explanation = z.infer<typeof EligibilityExplanation>;

interface Told {
  readonly form: Form;
  readonly explanation: Explanation;
  /** The wipe whose facts they are. */
  readonly wipeId?: string;
}

/** What is being asked: the form, or a wipe by its id. */
type Question = 'form' | { readonly wipeId: string };

/** `wipeId`: the wipe whose facts are loaded at first, and whenever it is another one. */
export function useExplanation(wipeId: string | undefined) {
  const { service } = useConsole();
  const [form, setForm] = useState(() => startForm(japanDay(now())));
  const [mistakes, setMistakes] = useState<readonly Typed[]>([]);
  const [told, setTold] = useState<Told>();
  const [asking, setAsking] = useState<Question>();
  const [failed, setFailed] = useState<{ question: Question; failure: Failure }>();
  const newest = useRef(0);

  const put = useCallback(
    async (question: Question, call: () => Promise<Outcome<Explanation>>, stated?: Form) => {
      newest.current += 1;
      const round = newest.current;
      setAsking(question);
      setFailed(undefined);
      const outcome = await call();
      // Something else was asked meanwhile: that is what is to be answered.
      if (round !== newest.current) return;
      setAsking(undefined);
      if (outcome.ok === false) setFailed({ question, failure: outcome.failure });
      if (outcome.ok !== true) return;
      const explanation = outcome.value;
      if (stated !== undefined) return setTold({ form: stated, explanation });
      setMistakes([]);
      setForm((before) => {
        const loaded = formOf(explanation.facts, before);
        setTold({ form: loaded, explanation, ...(question !== 'form' && question) });
        return loaded;
      });
    },
    [],
  );
  const load = useCallback(
    (id: string) => void put({ wipeId: id }, () => service.explainWipe(id)),
    [put, service],
  );
  useEffect(() => {
    if (wipeId !== undefined) load(wipeId);
  }, [wipeId, load]);

  const ask = () => {
    const read = factsOf(form);
    setMistakes(read.ok ? [] : read.mistakes);
    if (read.ok) void put('form', () => service.explain(read.facts), form);
  };
  return {
    ...{ form, setForm, mistakes, asking, failed, load, ask },
    told,
    /** Whether the form says something else than what the rules were asked about. */
    isStale: told !== undefined && !isSame(told.form, form),
  };
}
