/** Performs rule actions: each resolves once what it hands over is durable there. */
import { AwsError } from '../../aws/error.ts';
import type { Functions } from '../../functions.ts';
import type { CanAssume } from '../../iam/part.ts';
import { roleCaller } from '../../iam/sessions.ts';
import type { Queues } from '../../sqs/queues.ts';
import type { LambdaAction, SqsAction } from './rule.ts';

export interface ActionTargets {
  readonly functions: Functions;
  readonly queues: Queues;
  /** Whether a role trusts a service; without it every role is taken to trust AWS IoT. */
  readonly canAssume?: CanAssume;
}

const IOT = 'iot.amazonaws.com';

/** Performs one action of the rule `ruleArn`. @throws AwsError as the target answers. */
export async function perform(
  action: LambdaAction | SqsAction,
  payload: string,
  ruleArn: string,
  { functions, queues, canAssume }: ActionTargets,
): Promise<void> {
  if (action.kind === 'lambda') {
    const caller = { kind: 'service', principal: IOT, sourceArn: ruleArn } as const;
    await functions.invokeLater({ functionArn: action.functionArn, payload, caller });
    return;
  }
  if (canAssume !== undefined && !canAssume(action.roleArn, IOT, ruleArn))
    throw new AwsError('AccessDeniedException', `${action.roleArn} does not trust ${IOT}`, {
      status: 403,
    });
  await queues.send({
    queueArn: queueArnOf(action.queueUrl, ruleArn),
    body: action.useBase64 ? Buffer.from(payload).toString('base64') : payload,
    caller: roleCaller(action.roleArn),
  });
}

/** A queue URL ends in account and name; its region is the rule's. */
function queueArnOf(queueUrl: string, ruleArn: string): string {
  const [account, name] = queueUrl.split('/').slice(-2);
  const region = ruleArn.split(':')[3];
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

/** What the error action's message says failed. */
export function describeAction(action: LambdaAction | SqsAction): {
  name: string;
  resource: string;
} {
  return action.kind === 'lambda'
    ? { name: 'LambdaAction', resource: action.functionArn }
    : { name: 'SqsAction', resource: action.queueUrl };
}
