/** Checks all stacks of an assembly and puts their resources into order, before anything is created. */
import type { ResourceType } from '../part.ts';
import type { Stack } from './assembly.ts';
import { inOrder } from './graph.ts';
import { inertType } from './inert-resource.ts';
import { TemplateError } from './problem.ts';
import { refusedProperties } from './refusals.ts';
import { type Place, type StackValues, stackValues } from './stack-values.ts';
import { isUncertain, survey } from './survey.ts';
import type { TemplateResource } from './template.ts';

export interface PlannedResource {
  readonly logicalId: string;
  readonly type: ResourceType;
  readonly properties: unknown;
}

export interface StackPlan {
  readonly stack: Stack;
  readonly values: StackValues;
  /** Each after those it needs. */
  readonly resources: readonly PlannedResource[];
}

interface PlanOptions {
  readonly types: ReadonlyMap<string, ResourceType>;
  /** By stack name, then by parameter name. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly place: Place;
}

/** @throws TemplateError with every problem of every stack. */
export function planStacks(stacks: readonly Stack[], options: PlanOptions): StackPlan[] {
  const problems: string[] = [];
  const exported = new Set<string>();
  const plans = stacks.map((stack) => {
    const planned = planStack(stack, exported, options);
    problems.push(...planned.problems.map((problem) => `${stack.name}: ${problem}`));
    return planned.plan;
  });
  for (const name of Object.keys(options.parameters))
    if (!stacks.some((stack) => stack.name === name))
      problems.push(`${name}: parameters are given for a stack that is not in the assembly`);
  if (problems.length > 0) throw new TemplateError(problems);
  return plans;
}

function planStack(stack: Stack, exported: Set<string>, options: PlanOptions) {
  const { template, name } = stack;
  const values = stackValues(stack, options.parameters[name] ?? {}, options.place);
  const problems = [...values.problems];
  const provided = providersOf(template.Resources, options.types);
  const present = presentResources(template.Resources, values, problems);
  const needs = new Map<string, string[]>();
  const look = (place: string, value: unknown) => {
    const seen = survey(value, values, (logicalId) => present.has(logicalId));
    problems.push(...seen.problems.map((problem) => `${place}: ${problem}`));
    for (const imported of seen.imports)
      if (!exported.has(imported) && !isUncertain(imported))
        problems.push(`${place}: no earlier stack exports ${imported}`);
    return seen;
  };

  const resources: PlannedResource[] = [];
  for (const [logicalId, resource] of present) {
    const place = `${logicalId} (${resource.Type})`;
    const seen = look(place, resource.Properties ?? {});
    const after = [resource.DependsOn ?? []].flat().filter((other) => present.has(other));
    needs.set(logicalId, [...seen.needs, ...after]);
    const type = provided.has(logicalId)
      ? inertType(resource.Type, PROVIDER, options.place)
      : options.types.get(resource.Type);
    if (type === undefined) {
      problems.push(`${place}: the resource type is not supported`);
      continue;
    }
    problems.push(...refusedProperties(type, seen.value).map((reason) => `${place}: ${reason}`));
    resources.push({ logicalId, type, properties: resource.Properties ?? {} });
  }

  for (const [outputName, output] of Object.entries(template.Outputs)) {
    if (output.Condition !== undefined && !holds(output.Condition, values, problems)) continue;
    look(`output ${outputName}`, output.Value);
    const exportName = look(`output ${outputName}`, output.Export?.Name).value;
    if (typeof exportName === 'string') exported.add(exportName);
  }

  const order = orderOf([...present.keys()], needs, problems);
  const ranks = new Map(order.map((logicalId, rank) => [logicalId, rank]));
  const rank = ({ logicalId }: PlannedResource) => ranks.get(logicalId) ?? 0;
  const plan = { stack, values, resources: resources.sort((a, b) => rank(a) - rank(b)) };
  return { plan, problems };
}

/** A function that a custom resource hosted here would call: it is never called, so it need not run here. */
const PROVIDER = {
  ref: '{name}',
  attributes: { Arn: 'arn:aws:lambda:{region}:{account}:function:{name}' },
};

function providersOf(
  resources: Readonly<Record<string, TemplateResource>>,
  types: ReadonlyMap<string, ResourceType>,
): Set<string> {
  const providers = new Set<string>();
  for (const { Type, Properties } of Object.values(resources)) {
    if (!Type.startsWith('Custom::') || !types.has(Type)) continue;
    const token: unknown = Properties?.['ServiceToken'];
    const [, logicalId] = /"Fn::GetAtt":\["(\w+)"/.exec(JSON.stringify(token) ?? '') ?? [];
    if (logicalId !== undefined) providers.add(logicalId);
  }
  return providers;
}

function presentResources(
  resources: Readonly<Record<string, TemplateResource>>,
  values: StackValues,
  problems: string[],
): Map<string, TemplateResource> {
  const entries = Object.entries(resources);
  return new Map(
    entries.filter(
      ([, { Condition }]) => Condition === undefined || holds(Condition, values, problems),
    ),
  );
}

function holds(condition: string, values: StackValues, problems: string[]): boolean {
  try {
    return values.condition(condition);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.push(...error.problems);
    return false;
  }
}

function orderOf(
  names: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
  problems: string[],
): string[] {
  try {
    return inOrder(names, (name) => needs.get(name) ?? []);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.push(...error.problems);
    return [...names];
  }
}
