/** Which fields of the context object exist (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html). */
import type { Path } from '../language/path.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'RedriveCount', 'RoleArn', 'StartTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
};

/** Why a path into the context object leads nowhere. `token`: whether there is a task token where it stands. */
export function contextProblem({ root, steps, text }: Path, token = false): string | undefined {
  const [group, field, ...rest] = steps;
  if (root !== 'context' || group === undefined) return undefined;
  const fields = FIELDS[String(group)];
  if (fields === undefined) return `the context object has no field "${text}"`;
  if (group === 'Task' && !token)
    return `"${text}" is available in the Parameters of a .waitForTaskToken task only`;
  if (field === undefined) return undefined;
  const known = fields.includes(String(field)) && (rest.length === 0 || field === 'Input');
  return known ? undefined : `the context object has no field "${text}"`;
}
