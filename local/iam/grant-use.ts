/** Which grants of roles have let a call through since the start: one that never does is one too many. */
import type { PolicyStatement } from './access.ts';
import { fitsAction, fitsResource, list, type Question } from './evaluate.ts';

/** One action on one resource, as a statement of a role's policies allows it. */
export interface RoleGrant {
  /** The role's name. */
  readonly role: string;
  readonly action: string;
  /** As in the statement, resolved; `not …` for what it excepts. */
  readonly resource: string;
  readonly used: boolean;
}

export class GrantUse {
  /** `action resource`, by the statement: what there is to know is bounded by the template. */
  readonly #used = new Map<PolicyStatement, Set<string>>();

  /** Takes down that these statements let a call through. */
  note(statements: readonly PolicyStatement[], question: Question): void {
    for (const statement of statements) {
      const seen = this.#used.get(statement) ?? new Set();
      this.#used.set(statement, seen);
      const actions = list(statement.Action).filter((action) => fitsAction(action, question));
      const things = list(statement.Resource).filter((thing) => fitsResource(thing, question));
      for (const action of actions)
        for (const thing of things.length > 0 ? things : exceptions(statement))
          seen.add(`${action} ${thing}`);
    }
  }

  /** All that a role's statement grants. */
  grantsOf(role: string, statement: PolicyStatement): RoleGrant[] {
    if (statement.Effect === 'Deny') return [];
    const seen = this.#used.get(statement);
    const things = [...list(statement.Resource), ...exceptions(statement)];
    return list(statement.Action).flatMap((action) =>
      things.map((resource) => {
        return { role, action, resource, used: seen?.has(`${action} ${resource}`) === true };
      }),
    );
  }
}

const exceptions = ({ NotResource }: PolicyStatement) =>
  list(NotResource).map((thing) => `not ${thing}`);
