/** The messages of the inbox: what would have been sent, and to whom. */
import * as z from 'zod';
import { call } from './control.ts';

export const Message = z.object({
  id: z.int(),
  /** Epoch milliseconds of the cloud's time. */
  at: z.number(),
  kind: z.enum(['mail', 'sms', 'push']),
  to: z.string(),
  from: z.string().optional(),
  subject: z.string().optional(),
  body: z.string(),
});
export type Message = z.infer<typeof Message>;
export type MessageFilter = Partial<Pick<Message, 'to' | 'kind'>>;

const Page = z.object({ messages: z.array(Message) });

/** All of them, oldest first. */
export async function* readMessages(inbox: string, filter: MessageFilter): AsyncGenerator<Message> {
  for (let after = 0; ; ) {
    const query = new URLSearchParams({ ...filter, after: String(after) });
    const { messages } = await call(`${inbox}/messages?${query}`, Page);
    yield* messages;
    const last = messages.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
