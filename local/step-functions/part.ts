/** The Step Functions part: Standard state machines that survive the end of their process. */
import { join } from 'node:path';
import { AwsError } from '../aws/error.ts';
import { answerJson } from '../aws/json-operations.ts';
import type { Functions } from '../functions.ts';
import type { CanAssume } from '../iam/part.ts';
import type { CloudContext, Part } from '../part.ts';
import { callbackOperations } from './api/callbacks.ts';
import { describingOperations } from './api/describing.ts';
import { historyOperations } from './api/history.ts';
import { machineOperations } from './api/machines.ts';
import type { Service } from './api/service.ts';
import { startingOperations } from './api/starting.ts';
import { ExecutionDirectory } from './execution/directory.ts';
import { recover } from './execution/recover.ts';
import { Runner } from './execution/runner.ts';
import { Journal } from './journal/journal.ts';
import { Machines } from './machines.ts';
import { stateMachineType } from './resource.ts';
import { createTokens } from './tokens.ts';

export interface StepFunctionsDependencies {
  readonly functions: Functions;
  /** Whether a role of the template trusts an AWS service; the IAM part's `canAssume`. */
  readonly canAssume?: CanAssume;
}

/**
 * Start it after the Lambda part and stop it before: open executions go on as soon as it is started, and what a
 * function answers while the cloud ends should not count.
 */
export function createStepFunctions(
  context: CloudContext,
  { functions, canAssume = () => true }: StepFunctionsDependencies,
): Part {
  const folder = join(context.dataDir, 'step-functions');
  const machines = new Machines(context, join(folder, 'machines'));
  const directory = new ExecutionDirectory(context.clock);
  let service: Service | undefined;
  let operations: Parameters<typeof answerJson>[0] | undefined;

  return {
    name: 'step-functions',
    signingNames: ['states'],
    resources: [stateMachineType(machines, canAssume)],
    async handle(call) {
      if (operations === undefined)
        throw new AwsError('ServiceUnavailable', 'Step Functions is not started', { status: 503 });
      return await answerJson(operations, call);
    },
    async start() {
      const journal = new Journal(join(folder, 'journal'));
      const tokens = createTokens(folder);
      const runner = new Runner({ context, functions, machines, directory, journal, tokens });
      service = { context, machines, directory, journal, runner, tokens };
      await recover({ ...service, log: context.log });
      operations = {
        ...startingOperations(service),
        ...describingOperations(service),
        ...historyOperations(service),
        ...callbackOperations(service),
        ...machineOperations(service),
      };
    },
    async stop() {
      service?.runner.stop();
      await service?.journal.close();
    },
  };
}
