/** The context object of one invocation: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
import type { ThreadInvocation, ThreadSettings } from './protocol.ts';

/** `getRemainingTimeInMillis` runs on real time, as the timeout does: a shift of the cloud's clock takes nothing away. */
export function contextOf(settings: ThreadSettings, invocation: ThreadInvocation): object {
  const deadline = performance.now() + invocation.timeoutMilliseconds;
  return {
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(settings.memoryMegabytes),
    awsRequestId: invocation.requestId,
    logGroupName: settings.logGroup,
    logStreamName: settings.logStream,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}
