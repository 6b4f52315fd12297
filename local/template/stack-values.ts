/** What a stack's references mean before any resource exists: parameters, pseudo parameters, mappings, conditions. */
import type { Stack } from './assembly.ts';
import { NO_VALUE, resolve, type Scope } from './intrinsics.ts';
import { stackIdOf } from './names.ts';
import { resolveParameters } from './parameters.ts';
import { TemplateError } from './problem.ts';

export interface Place {
  /** Twelve digits. */
  readonly account: string;
  /** For stacks that name no region themselves. */
  readonly region: string;
}

export interface StackValues {
  readonly problems: readonly string[];
  /** The stack's parameters as text, by name. */
  readonly parameterTexts: ReadonlyMap<string, string>;
  /** A parameter or pseudo parameter, `NO_VALUE`, or `undefined` for a name that is neither. */
  value(name: string): unknown;
  /** @throws TemplateError for a condition that is missing or defined by itself. */
  condition(name: string): boolean;
  /** @throws TemplateError for a mapping without this entry. */
  mapped(map: string, first: string, second: string): unknown;
}

/** Resolves a stack's parameters and makes its conditions ready to be asked. */
export function stackValues(
  stack: Stack,
  given: Readonly<Record<string, string>>,
  place: Place,
): StackValues {
  const { template } = stack;
  const { values, texts, problems } = resolveParameters(template.Parameters, given);
  const pseudo = pseudoParameters(stack.name, place.account, stack.region ?? place.region);
  const known = new Map<string, boolean>();
  const open = new Set<string>();

  const condition = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const definition = template.Conditions[name];
    if (definition === undefined || open.has(name))
      throw new TemplateError([
        `condition ${name} is ${open.has(name) ? 'defined by itself' : 'missing'}`,
      ]);
    open.add(name);
    const result = resolve(definition, conditionScope) === true;
    open.delete(name);
    known.set(name, result);
    return result;
  };
  const mapped = (map: string, first: string, second: string): unknown => {
    const value = template.Mappings[map]?.[first]?.[second];
    if (value === undefined)
      throw new TemplateError([`mapping ${map} has no entry ${first}, ${second}`]);
    return value;
  };
  const value = (name: string) => values.get(name) ?? pseudo.get(name);
  // CloudFormation evaluates conditions before it creates anything: resources mean nothing in them.
  const conditionScope: Scope = {
    ref: (name) => value(name) ?? conditionScope.fail(`${name} means nothing in a condition`),
    attribute: () => conditionScope.fail('Fn::GetAtt means nothing in a condition'),
    imported: () => conditionScope.fail('Fn::ImportValue means nothing in a condition'),
    condition,
    mapped,
    fail(message) {
      throw new TemplateError([message]);
    },
  };
  return { problems, parameterTexts: texts, value, condition, mapped };
}

function pseudoParameters(stackName: string, account: string, region: string) {
  return new Map<string, unknown>([
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stackName],
    ['AWS::StackId', stackIdOf(stackName, region, account)],
    ['AWS::NoValue', NO_VALUE],
    ['AWS::NotificationARNs', []],
  ]);
}
