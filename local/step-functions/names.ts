/** Names and ARNs of Step Functions, as its API checks them. */
import { AwsError } from '../aws/error.ts';

/** What a state machine's and an execution's name may hold (API_StartExecution.html, `name`). */
export const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\uFFFE\uFFFF\uD800-\uDFFF]{1,80}$/u;

/** @throws AwsError `InvalidName`. */
export function checkName(name: string): void {
  if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

const ARN = /^arn:aws:states:[a-z0-9-]+:\d{12}:(stateMachine|execution):([^:]+)(?::([^:]+))?$/;

/** @throws AwsError `InvalidArn` for what is not the ARN of an execution. */
export function checkExecutionArn(arn: string): void {
  const [, kind, , name] = ARN.exec(arn) ?? [];
  if (kind !== 'execution' || name === undefined) throw invalidArn(arn);
}

/** @throws AwsError `InvalidArn`, and `ValidationException` for a version, an alias or a Map run: they are not hosted. */
export function checkMachineArn(arn: string): void {
  const [, kind, machine, qualifier] = ARN.exec(arn) ?? [];
  if (kind !== 'stateMachine' || machine === undefined) throw invalidArn(arn);
  if (qualifier !== undefined || machine.includes('/'))
    throw new AwsError(
      'ValidationException',
      `the local cloud has no versions, aliases and Map runs of state machines: '${arn}'`,
    );
}

function invalidArn(arn: string): AwsError {
  return new AwsError(
    'InvalidArn',
    `Invalid Arn: 'Resource type not valid in this context: ${arn}'`,
  );
}
