/** Picks the way a Choice state takes (https://states-language.net/spec.html#choice-state). */
import type { ChoiceState, Comparing, Rule } from '../definition/choice.ts';
import { OPERATORS } from '../language/comparison.ts';
import type { Json } from '../language/json.ts';
import { find, type Path, type Scope } from '../language/path.ts';
import { runtimeError } from '../language/state-error.ts';

/**
 * The next state. @throws StateError `States.Runtime` where a variable is missing, and where no rule matches and there
 * is no Default: the language calls that `States.NoChoiceMatched`, histories of AWS do not.
 */
export function choose(state: ChoiceState, scope: Scope): string {
  const chosen = state.Choices.find(({ rule }) => holds(rule, scope))?.Next ?? state.Default;
  if (chosen !== undefined) return chosen;
  throw runtimeError(
    'Failed to transition out of the state. The state does not point to a next state.',
  );
}

function holds(rule: Rule, scope: Scope): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.rules.every((each) => holds(each, scope));
    case 'or':
      return rule.rules.some((each) => holds(each, scope));
    case 'not':
      return !holds(rule.rule, scope);
    case 'present':
      return (find(rule.variable, scope) !== undefined) === rule.expected;
    case 'compare':
      return compares(rule, scope);
  }
}

function compares({ variable, operator, expected }: Comparing, scope: Scope): boolean {
  const value = present(variable, scope);
  const other = 'path' in expected ? present(expected.path, scope) : expected.value;
  return OPERATORS[operator]?.compare(value, other) ?? false;
}

function present(path: Path, scope: Scope): Json {
  const value = find(path, scope);
  if (value !== undefined) return value;
  throw runtimeError(
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
}
