/** The control calls of the local cloud, as any program on this machine may make them. */
import * as z from 'zod';
import { CONTROL_HEADER } from '#local/endpoint/control.ts';
import { Refusal } from './refusal.ts';

const Health = z.object({ status: z.string() });
/** `now` is the cloud's time; `offsetMilliseconds`, how far that is ahead of this machine's. */
const ClockState = z.object({ now: z.number(), offsetMilliseconds: z.number() });
export type ClockState = z.infer<typeof ClockState>;

export const readHealth = (endpoint: string) => call(`${endpoint}/_local/health`, Health);
export const readClock = (endpoint: string) => call(`${endpoint}/_local/clock`, ClockState);
export const pushClock = (endpoint: string, shiftMilliseconds: number) =>
  call(`${endpoint}/_local/clock`, ClockState, {
    method: 'POST',
    headers: { [CONTROL_HEADER]: 'yes' },
    body: JSON.stringify({ shiftMilliseconds }),
  });

/** What a system that has hung is given to answer, milliseconds. */
const PATIENCE = 30_000;

/** @throws Refusal when the system does not answer, or not as it should. */
export async function call<Answer>(
  url: string,
  schema: z.ZodType<Answer>,
  init: RequestInit = {},
): Promise<Answer> {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { ...init, signal }).catch((cause: unknown) => {
    throw new Refusal(`${new URL(url).origin} does not answer`, 1, { cause });
  });
  if (!answer.ok) throw new Refusal(`${url} answers ${answer.status}: ${await answer.text()}`);
  return schema.parse(await answer.json());
}
