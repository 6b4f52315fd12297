/** A line of a function's log: when it was written, and what it tells a person. */
import * as z from 'zod';

/** Lambda's own lines: https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
const Platform = z.object({
  time: z.iso.datetime(),
  type: z.templateLiteral(['platform.', z.string()]),
  record: z.looseObject({
    requestId: z.string(),
    status: z.string().optional(),
    errorType: z.string().optional(),
    metrics: z
      .looseObject({ durationMs: z.number(), initDurationMs: z.number().optional() })
      .optional(),
  }),
});

/** The functions' own lines. */
const Own = z.looseObject({ timestamp: z.iso.datetime(), level: z.string(), message: z.string() });

/** What Lambda writes of an error that a function ended with. */
const Failure = z.looseObject({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).default([]),
});

export interface LogLine {
  /** The cloud's time, epoch milliseconds; undefined for text, which belongs to the line before it. */
  readonly at?: number;
  readonly text: string;
  /** As it is in the file. */
  readonly raw: string;
  /** Whether it closes an invocation, and how that went. */
  readonly report?: { readonly status: string };
}

export function parseLogLine(raw: string): LogLine {
  const json = parsed(raw);
  const platform = Platform.safeParse(json).data;
  if (platform !== undefined) {
    const { time, type, record } = platform;
    const isReport = type === 'platform.report';
    return {
      at: Date.parse(time),
      text: `${type.slice('platform.'.length)} ${detailsOf(record)}`,
      raw,
      ...(isReport && { report: { status: record.status ?? 'unknown' } }),
    };
  }
  const failure = Failure.safeParse(json).data;
  if (failure !== undefined) return { text: failureText(failure), raw };
  const own = Own.safeParse(json).data;
  if (own === undefined) return { text: raw, raw };
  const { timestamp, level, message, ...fields } = own;
  return { at: Date.parse(timestamp), text: `${level} ${message}${fieldsText(fields)}`, raw };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function detailsOf(record: z.infer<typeof Platform>['record']): string {
  const { requestId, status, errorType, metrics } = record;
  return [
    ...(status === undefined ? [] : [status]),
    ...(errorType === undefined ? [] : [errorType]),
    ...(metrics === undefined ? [] : [`${metrics.durationMs} ms`]),
    ...(metrics?.initDurationMs === undefined
      ? []
      : [`after a start of ${metrics.initDurationMs} ms`]),
    requestId,
  ].join(' ');
}

/** A trace repeats the error in its first line. */
const failureText = ({ errorType, errorMessage, trace }: z.infer<typeof Failure>) =>
  [`ERROR ${errorType}: ${errorMessage}`, ...trace.slice(1)].join('\n');

/** The same on every line, or said by the message already. */
const EVERYWHERE = new Set(['service', 'sampling_rate', 'code']);

function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([name]) => !EVERYWHERE.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');
}
