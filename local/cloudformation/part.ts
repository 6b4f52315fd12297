/** The CloudFormation part: says what the stacks of the assembly are. They are changed by starting anew only. */
import { join } from 'node:path';
import { answerQuery } from '../aws/query-operations.ts';
import type { CloudContext, Part } from '../part.ts';
import type { StackPlan } from '../template/plan.ts';
import type { Provisioned } from '../template/provision.ts';
import { stackOperations } from './operations.ts';
import { keepStackTimes } from './stack-times.ts';
import { Stacks } from './stacks.ts';

export interface CloudFormation extends Part {
  /** Shows the stacks as being made. */
  begin(plans: readonly StackPlan[]): void;
  /** Shows them as made, with outputs and exports. */
  complete(provisioned: Provisioned): void;
}

export function createCloudFormation(context: CloudContext): CloudFormation {
  const stacks = new Stacks();
  const operations = stackOperations(context, stacks);
  return {
    name: 'cloudformation',
    signingNames: ['cloudformation'],
    resources: [],
    handle: (call) => answerQuery(operations, call),
    begin(plans) {
      const path = join(context.dataDir, 'cloudformation', 'stacks.json');
      stacks.begin(keepStackTimes(path, plans, context.clock.now()));
    },
    complete: (provisioned) => stacks.complete(provisioned),
  };
}
