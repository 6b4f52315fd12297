/** An asynchronous event on its way to its function, and the log lines that keep it. */
import * as z from 'zod';

const queuedEvent = z.strictObject({
  /** The request id: the same at every attempt. */
  id: z.string(),
  functionArn: z.string(),
  payload: z.string(),
  /** Epoch milliseconds on the cloud's clock, as all times here. */
  queuedAt: z.number(),
  nextAt: z.number(),
  /** Attempts in which the function ran and failed. */
  failures: z.number(),
  /** Attempts since then that were throttled. */
  throttles: z.number(),
});
export type QueuedEvent = z.infer<typeof queuedEvent>;

/** What of an event changes between attempts. */
export type Progress = Pick<QueuedEvent, 'nextAt' | 'failures' | 'throttles'>;

export const eventLine = z.discriminatedUnion('line', [
  z.strictObject({ line: z.literal('queued'), event: queuedEvent }),
  z.strictObject({
    line: z.literal('tried'),
    id: z.string(),
    nextAt: z.number(),
    failures: z.number(),
    throttles: z.number(),
  }),
  z.strictObject({ line: z.literal('gone'), id: z.string() }),
]);
export type EventLine = z.infer<typeof eventLine>;

/** The events that a log leaves, oldest first. */
export function replay(lines: Iterable<EventLine>): Map<string, QueuedEvent> {
  const events = new Map<string, QueuedEvent>();
  for (const each of lines)
    if (each.line === 'queued') events.set(each.event.id, each.event);
    else if (each.line === 'gone') events.delete(each.id);
    else {
      const { line: _, ...progress } = each;
      const event = events.get(each.id);
      if (event !== undefined) events.set(each.id, { ...event, ...progress });
    }
  return events;
}
