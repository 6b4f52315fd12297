/** Two operators, and what takes both of them. */
import type { Operator, TwoPersonAct } from '#demo/operator.ts';
import type { Stage } from './stage.ts';

/** They have just signed in. */
export const operators = (stage: Stage): Promise<[Operator, Operator]> =>
  Promise.all([stage.operator(), stage.operator('second-operator')]);

/** One proposes, the other one confirms. */
export async function byTwo(
  stage: Stage,
  act: TwoPersonAct,
  reason = 'Two of us have looked at it',
) {
  const [first, second] = await operators(stage);
  const { proposal = 0 } = await first.decide(act, { reason });
  return second.decide(`${act}/confirmation`, { proposal, reason });
}
