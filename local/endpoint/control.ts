/** The developer's control calls below `/_local/`: health, usage and the clock. They carry no AWS signature. */
import * as z from 'zod';
import type { AwsReply } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Clock } from '../clock.ts';
import type { Usage } from '../usage.ts';
import type { EndpointRequest } from './request.ts';

/** A web page cannot send a header of its own without asking first, and nobody answers that question here. */
export const CONTROL_HEADER = 'x-local-control';

const shift = z.strictObject({ shiftMilliseconds: z.number() });

/** Answers a control call. @throws AwsError `NotFound`, `ForbiddenControl`, `ValidationException`. */
export function answerControl(
  { method, path, headers }: EndpointRequest,
  body: Buffer,
  { clock, usage, health }: { clock: Clock; usage: Usage; health: () => Record<string, unknown> },
): AwsReply {
  const call = `${method} ${path}`;
  if (call === 'GET /_local/health') return json(health());
  if (call === 'GET /_local/usage') return json({ usage: usage.lines() });
  if (call === 'GET /_local/clock') return json(clockState(clock));
  if (call !== 'POST /_local/clock')
    throw new AwsError('NotFound', `no control call ${call}`, { status: 404 });
  if (headers[CONTROL_HEADER] === undefined)
    throw new AwsError('ForbiddenControl', `send the header ${CONTROL_HEADER}`, { status: 403 });
  clock.shift(parseShift(body));
  return json(clockState(clock));
}

function parseShift(body: Buffer): number {
  try {
    return shift.parse(JSON.parse(body.toString('utf8'))).shiftMilliseconds;
  } catch {
    throw new AwsError('ValidationException', 'send { "shiftMilliseconds": number }');
  }
}

const clockState = (clock: Clock) => ({ now: clock.now(), offsetMilliseconds: clock.offset() });
const json = (value: unknown): AwsReply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
