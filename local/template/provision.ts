/** Creates the planned resources of all stacks, one after the other, and resolves the stacks' outputs. */
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { CreatedResource } from '../part.ts';
import { resolveReferences, type SecretText } from './dynamic-reference.ts';
import { NO_VALUE, resolve, type Scope } from './intrinsics.ts';
import { physicalNameOf } from './names.ts';
import type { PlannedResource, StackPlan } from './plan.ts';
import { TemplateError } from './problem.ts';
import { withoutInert } from './refusals.ts';

export interface ProvisionedResource extends CreatedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
}

export interface ExportedValue {
  readonly stackName: string;
  readonly outputName: string;
  readonly name: string;
  readonly value: string;
}

export interface Provisioned {
  readonly resources: readonly ProvisionedResource[];
  /** By stack name, then by output name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly exports: readonly ExportedValue[];
}

/** @throws TemplateError for properties that turn out unacceptable, and whatever a resource's `create` throws. */
export async function provision(
  plans: readonly StackPlan[],
  secretText?: SecretText,
): Promise<Provisioned> {
  const exports = new Map<string, ExportedValue>();
  const resources: ProvisionedResource[] = [];
  const outputs: Record<string, Record<string, string>> = {};
  for (const plan of plans) {
    const created = new Map<string, ProvisionedResource>();
    const scope = liveScope(plan, created, exports);
    for (const planned of plan.resources)
      created.set(planned.logicalId, await create(plan.stack.name, planned, scope, secretText));
    outputs[plan.stack.name] = resolveOutputs(plan, scope, exports);
    resources.push(...created.values());
  }
  return { resources, outputs, exports: [...exports.values()] };
}

async function create(
  stackName: string,
  { logicalId, type, properties }: PlannedResource,
  scope: Scope,
  secretText: SecretText | undefined,
): Promise<ProvisionedResource> {
  const place = `${stackName}: ${logicalId} (${type.type})`;
  try {
    const live = withoutInert(type, resolve(properties, scope));
    const resolved = resolveReferences(live, secretText);
    const result = type.properties.safeParse(resolved);
    if (!result.success) throw new TemplateError([z.prettifyError(result.error)]);
    const physicalName = physicalNameOf(stackName, logicalId);
    const { ref, attributes } = await type.create({
      logicalId,
      stackName,
      type: type.type,
      properties: resolved,
      physicalName,
    });
    return { stackName, logicalId, type: type.type, ref, attributes };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new TemplateError([`${place}: ${error.message}`]);
  }
}

function liveScope(
  { values }: StackPlan,
  created: ReadonlyMap<string, ProvisionedResource>,
  exports: ReadonlyMap<string, ExportedValue>,
): Scope {
  const fail = (message: string): never => {
    throw new TemplateError([message]);
  };
  return {
    ref: (name) => values.value(name) ?? created.get(name)?.ref ?? fail(`nothing is named ${name}`),
    attribute: (logicalId, name) =>
      created.get(logicalId)?.attributes[name] ?? fail(`${logicalId} has no attribute ${name}`),
    imported: (name) => exports.get(name)?.value ?? fail(`no stack exports ${name}`),
    condition: (name) => values.condition(name),
    mapped: (...path) => values.mapped(...path),
    fail,
  };
}

function resolveOutputs(
  { stack, values }: StackPlan,
  scope: Scope,
  exports: Map<string, ExportedValue>,
): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [name, output] of Object.entries(stack.template.Outputs)) {
    if (output.Condition !== undefined && !values.condition(output.Condition)) continue;
    const resolved = resolve(output.Value, scope);
    if (resolved === NO_VALUE) continue;
    const value = String(resolved);
    outputs[name] = value;
    if (output.Export === undefined) continue;
    const exported = String(resolve(output.Export.Name, scope));
    exports.set(exported, { stackName: stack.name, outputName: name, name: exported, value });
  }
  return outputs;
}
