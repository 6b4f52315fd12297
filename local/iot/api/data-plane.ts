/** The data plane: its operations, and its own word for a call that no policy allows. */
import type { AwsCall, AwsReply } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import type { Access, AccessRequest } from '../../iam/access.ts';
import type { CloudContext } from '../../part.ts';
import type { IotArns } from '../arns.ts';
import type { Message } from '../message.ts';
import type { RetainedMessages } from '../retained.ts';
import { answerRest } from './operation.ts';
import { createPublish } from './publish.ts';
import { retainedOperations } from './retained.ts';

interface DataPlane {
  readonly retained: RetainedMessages;
  readonly publish: (message: Message) => Promise<void>;
}

export function createDataPlane(
  context: CloudContext,
  arns: IotArns,
  { retained, publish }: DataPlane,
): (call: AwsCall) => Promise<AwsReply> {
  const access = forbidding(context);
  const operations = retainedOperations({ access }, retained, arns);
  const answerPublish = createPublish({ ...context, access }, arns, publish);
  return (call) => (call.method === 'POST' ? answerPublish(call) : answerRest(operations, call));
}

/** Says `ForbiddenException` where other services say `AccessDeniedException`. */
function forbidding({ access, log }: Pick<CloudContext, 'access' | 'log'>): Access {
  return {
    allows: (request) => access.allows(request),
    require(request: AccessRequest) {
      try {
        access.require(request);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { action, resource } = request;
        const { message } = error;
        log({ part: 'iot', event: 'access-denied', action, resource, message });
        throw new AwsError('ForbiddenException', message, { status: 403 });
      }
    },
  };
}
