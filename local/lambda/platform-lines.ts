/** The lines that Lambda itself writes on a function's log around each invocation, in the function's log format. */
import type { FunctionSettings } from './function.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#Status */
export type InvocationStatus = 'success' | 'error' | 'failure' | 'timeout';

type Format = FunctionSettings['logFormat'];

/** `now` is the cloud's time, epoch milliseconds. */
export function openingLine(format: Format, requestId: string, now: number): string {
  return format === 'Text'
    ? `START RequestId: ${requestId} Version: $LATEST\n`
    : platformLine('start', { requestId, version: '$LATEST' }, now);
}

export interface Invocation {
  readonly requestId: string;
  readonly status: InvocationStatus;
  readonly errorType?: string | undefined;
  /** Real milliseconds. */
  readonly duration: number;
  readonly initDuration: number;
  readonly memoryMegabytes: number;
  readonly peakBytes: number;
}

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html and, for JSON at the level INFO, `platform.report`
 * of https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function closingLines(format: Format, invocation: Invocation, now: number): string {
  const { requestId, status, errorType, duration, initDuration, memoryMegabytes } = invocation;
  const peak = Math.round(invocation.peakBytes / 1024 / 1024);
  const initialized = initDuration > 1;
  if (format === 'JSON') {
    const metrics = {
      durationMs: rounded(duration),
      billedDurationMs: Math.ceil(duration),
      memorySizeMB: memoryMegabytes,
      maxMemoryUsedMB: peak,
      ...(initialized && { initDurationMs: rounded(initDuration) }),
    };
    return platformLine('report', { requestId, metrics, status, errorType }, now);
  }
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(duration)} ms`,
    `Memory Size: ${memoryMegabytes} MB`,
    `Max Memory Used: ${peak} MB`,
    ...(initialized ? [`Init Duration: ${initDuration.toFixed(2)} ms`] : []),
  ];
  return `END RequestId: ${requestId}\n${report.join('\t')}\n`;
}

const rounded = (milliseconds: number) => Number(milliseconds.toFixed(2));

const platformLine = (event: string, record: object, now: number) =>
  `${JSON.stringify({ time: new Date(now).toISOString(), type: `platform.${event}`, record })}\n`;
