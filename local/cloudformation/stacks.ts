/** The stacks of this cloud, from the moment they are planned. */
import { AwsError } from '../aws/error.ts';
import type { StackPlan } from '../template/plan.ts';
import type { Provisioned } from '../template/provision.ts';
import type {
  DescribedStack,
  StackExport,
  StackOutput,
  StackParameter,
  StackResource,
} from './stack.ts';
import type { TimedPlan } from './stack-times.ts';

/** What CloudFormation shows instead of a parameter that its template keeps secret. */
const MASK = '****';

export class Stacks {
  #planned: readonly TimedPlan[] = [];
  #provisioned: Provisioned | undefined;

  get all(): readonly DescribedStack[] {
    return this.#planned.map((planned) => describe(planned, this.#provisioned));
  }

  get exports(): readonly StackExport[] {
    const ids = new Map(this.all.map(({ name, id }) => [name, id]));
    const exported = this.#provisioned?.exports ?? [];
    return exported.map(({ stackName, name, value }) => ({
      stackId: ids.get(stackName) ?? '',
      name,
      value,
    }));
  }

  /** By name or id. @throws AwsError `ValidationError`, as CloudFormation words it. */
  find(nameOrId: string): DescribedStack {
    const found = this.all.find(({ name, id }) => name === nameOrId || id === nameOrId);
    if (found !== undefined) return found;
    throw new AwsError('ValidationError', `Stack with id ${nameOrId} does not exist`);
  }

  /** Shows the stacks as being made. */
  begin(planned: readonly TimedPlan[]): void {
    this.#planned = planned;
  }

  /** Shows them as made. */
  complete(provisioned: Provisioned): void {
    this.#provisioned = provisioned;
  }
}

function describe(
  { plan, times }: TimedPlan,
  provisioned: Provisioned | undefined,
): DescribedStack {
  const { stack, values } = plan;
  const step = times.updatedAt === undefined ? 'CREATE' : 'UPDATE';
  return {
    createdAt: times.createdAt,
    updatedAt: times.updatedAt,
    id: String(values.value('AWS::StackId')),
    name: stack.name,
    description: stack.template.Description,
    status: `${step}_${provisioned === undefined ? 'IN_PROGRESS' : 'COMPLETE'}`,
    templateText: stack.templateText,
    parameters: parametersOf(plan),
    tags: stack.tags,
    isProtected: stack.isProtected,
    outputs: provisioned === undefined ? [] : outputsOf(plan, provisioned),
    resources: resourcesOf(plan, provisioned),
  };
}

function parametersOf({ stack, values }: StackPlan): StackParameter[] {
  const declared = stack.template.Parameters;
  return [...values.parameterTexts].map(([key, value]) => {
    if (declared[key]?.NoEcho === true) return { key, value: MASK };
    return declared[key]?.Type.startsWith('AWS::SSM::') === true
      ? { key, value, resolvedValue: String(values.value(key)) }
      : { key, value };
  });
}

function outputsOf({ stack }: StackPlan, { outputs, exports }: Provisioned): StackOutput[] {
  const exported = exports.filter(({ stackName }) => stackName === stack.name);
  return Object.entries(outputs[stack.name] ?? {}).map(([key, value]) => ({
    key,
    value,
    description: stack.template.Outputs[key]?.Description,
    exportName: exported.find(({ outputName }) => outputName === key)?.name,
  }));
}

function resourcesOf({ stack, resources }: StackPlan, provisioned?: Provisioned): StackResource[] {
  const made = provisioned?.resources.filter(({ stackName }) => stackName === stack.name) ?? [];
  const physicalIds = new Map(made.map(({ logicalId, ref }) => [logicalId, ref]));
  return resources.map(({ logicalId, type }) => {
    const metadata: unknown = stack.template.Resources[logicalId]?.Metadata;
    return {
      logicalId,
      physicalId: physicalIds.get(logicalId),
      type: type.type,
      metadata: metadata === undefined ? undefined : JSON.stringify(metadata),
    };
  });
}
