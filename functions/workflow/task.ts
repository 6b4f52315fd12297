/** What the workflow hands to its tasks: the key of the wipe, and a token where it waits for a callback. */
import * as z from 'zod/mini';

export const Task = z.object({ enrolmentId: z.string(), attempt: z.int() });
export const CallbackTask = z.object({ ...Task.shape, token: z.string().check(z.minLength(1)) });

/** A task for a wipe that is not there is a mistake of ours, not an outcome. */
export class NoSuchWipe extends Error {
  constructor() {
    super('the workflow names a wipe that does not exist');
    this.name = 'NoSuchWipe';
  }
}
