/** An operator at the HTTP API, signed in with two factors. */
import * as z from 'zod';
import { signIn } from '#demo/sign-in.ts';
import { DispatchAnswer, DispatchView } from '#functions/contract/dispatch-bodies.ts';
import type { Stage } from './stage.ts';

const OPERATORS = ['operator', 'second-operator'] as const;

const Said = z.looseObject({ code: z.string().optional() });

export class Operator {
  readonly #api: string;
  readonly #token: string;

  private constructor(api: string, token: string) {
    this.#api = api;
    this.#token = token;
  }

  /** Two of them, who have just signed in. */
  static async pair(stage: Stage): Promise<[Operator, Operator]> {
    const [first, second] = await Promise.all(
      OPERATORS.map(async (person) => {
        const token = await signIn(stage.system.issuer, person);
        stage.tokens.push(token);
        return new Operator(stage.system.api, token);
      }),
    );
    if (first === undefined || second === undefined) throw new Error('nobody operates');
    return [first, second];
  }

  /** Answers what the switch says now. @throws Error with the problem's code */
  async decide(
    act: 'pause' | `${'resume' | 'withdrawal'}${'' | '/confirmation'}`,
    body: { readonly reason: string; readonly proposal?: number },
  ): Promise<z.infer<typeof DispatchAnswer>> {
    return DispatchAnswer.parse(await this.call('POST', `/v1/ops/dispatch/${act}`, body));
  }

  async dispatch(): Promise<z.infer<typeof DispatchView>> {
    return DispatchView.parse(await this.call('GET', '/v1/ops/dispatch'));
  }

  /** @throws Error with the problem's code */
  async call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#api}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = Said.parse(await answer.json());
    if (!answer.ok) throw new Error(said.code ?? String(answer.status));
    return said;
  }
}

/** What two people decide: one proposes, the other one confirms. */
export async function byTwo(stage: Stage, act: 'resume' | 'withdrawal') {
  const [first, second] = await Operator.pair(stage);
  const { proposal = 0 } = await first.decide(act, { reason: 'Proposed on a journey' });
  return second.decide(`${act}/confirmation`, { proposal, reason: 'Confirmed on a journey' });
}
