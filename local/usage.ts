/** Counts what AWS would bill: calls, request units, transitions, messages. Prices are nobody's business here. */
import type { Caller } from './iam/caller.ts';

/** How much of one thing was used since the start. */
export interface UsageLine {
  /** The signing name: `dynamodb`, `states`, … */
  readonly service: string;
  /** An operation, or a unit that is billed: `GetItem`, `WriteRequestUnit`, `StateTransition`, … */
  readonly meter: string;
  /** The table, index, function or state machine, where the meter has one each. */
  readonly resource?: string;
  /** The role, service principal or `administrator` that called, where somebody did. */
  readonly caller?: string;
  readonly amount: number;
}

interface Circumstances {
  readonly amount?: number;
  readonly resource?: string | undefined;
  readonly caller?: Caller;
}

export class Usage {
  readonly #lines = new Map<string, UsageLine>();

  count(
    service: string,
    meter: string,
    { amount = 1, resource, caller }: Circumstances = {},
  ): void {
    if (amount === 0) return;
    const by = caller && nameOf(caller);
    const name = JSON.stringify([service, meter, resource, by]);
    const before = this.#lines.get(name)?.amount ?? 0;
    this.#lines.set(name, {
      service,
      meter,
      ...(resource !== undefined && { resource }),
      ...(by !== undefined && { caller: by }),
      amount: before + amount,
    });
  }

  lines(): UsageLine[] {
    return [...this.#lines.values()];
  }
}

function nameOf(caller: Caller): string {
  if (caller.kind === 'administrator') return caller.kind;
  return caller.kind === 'role' ? caller.name : caller.principal;
}
